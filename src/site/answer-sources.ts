import { hash } from 'node:crypto';
import type { Book, BookFiles } from '../runbook/book.ts';
import type { Page } from '../runbook/read/parse.ts';
import { readQuestion } from './questions.ts';
import type { Question } from './questions.ts';

/** Tells what an answer is made of, as a digest; undefined where it is of more than one page. */
export type SourceOf = (question: Question) => string | undefined;

/**
 * What is told of one page is made of its text, and of what the settings and its owners say of all pages. The digest of
 * that is had without reading the page, which takes the most of a build after one edit.
 */
export function openSources(files: BookFiles, book: Book): SourceOf {
  const { settings } = files.reading;
  // A page's owner may stand in CODEOWNERS, by the address of a team.
  const teams = files.texts.find(({ path }) => path === settings.layout.teams);
  const around = hash('sha1', JSON.stringify([settings, files.owners ?? null, teams?.text ?? null]));
  const runbooksByPath = new Map([...book.runbooks.values()].map((page) => [page.path, page]));
  const known = new Map<string, string>();
  const digestOf = ({ path, text }: Page): string => {
    const digest = known.get(path) ?? hash('sha1', JSON.stringify([around, path, text])).slice(0, 16);
    known.set(path, digest);
    return digest;
  };
  const pageOf = (name: string, words: readonly unknown[]): Page | undefined => {
    const [first = '', second = ''] = words.map(String);
    switch (name) {
      case 'page':
        return folder(first)?.get(second);
      case 'errorMeanings':
      case 'unfinished':
        return book.runbooks.get(first);
      case 'secretNames':
        return runbooksByPath.get(first);
      default:
        return undefined;
    }
  };
  const folder = (name: string): ReadonlyMap<string, Page> | undefined =>
    name === 'runbooks' || name === 'guides' || name === 'templates' ? book[name] : undefined;
  return (question) => {
    const [name, ...words] = readQuestion(question);
    const page = pageOf(name, words);
    return page && digestOf(page);
  };
}
