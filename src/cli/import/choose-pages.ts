import { posix } from 'node:path';
import type { SourceText } from '../../runbook/read/source-text.ts';
import { withoutEnding } from '../../runbook/links/page-file.ts';
import { readSource } from './read-source.ts';

export interface Chosen {
  readonly pages: readonly SourceText[];
  readonly leftOut: readonly { readonly path: string; readonly why: string }[];
}

const ABOUT_REPOSITORY =
  /^(contributing|license|licence|changelog|code[-_]of[-_]conduct|security|maintainers|owners|support|pull_request_template|issue_template|agents|claude|gemini|copilot-instructions)$/i;
/** Fewer letters than this are a heading and a list that some site builder fills. */
const SHORTEST_INDEX = 200;

/** Those of a folder's Markdown files that are runbooks or belong to them. */
export function choosePages(texts: readonly SourceText[], isSplit: boolean): Chosen {
  const whys = new Map(texts.map((source) => [source, whyNot(source, texts.length > 1 && !isSplit)]));
  const others = texts.filter((source) => whys.get(source) === undefined);
  for (const [source] of whys) if (isEntrance(source, others)) whys.set(source, undefined);
  return {
    pages: texts.filter((source) => whys.get(source) === undefined),
    leftOut: texts.flatMap((source) => {
      const why = whys.get(source);
      return why === undefined ? [] : [{ path: source.path, why }];
    }),
  };
}

// Matches `](README.md`, `](../../README.md#use`.
const LINK_TO_README = /\]\((?:\.{1,2}\/){0,8}readme\.md(?=[#)\s])/gi;

/** A README among pages that lead to it is the book's own entrance. */
function isEntrance({ path, text }: SourceText, others: readonly SourceText[]): boolean {
  if (!/^readme\.md$/i.test(path) || text.trim() === '') return false;
  const leadsHere = (from: string, link: string): boolean =>
    posix.join(posix.dirname(from), link.slice(2)).toLowerCase() === path.toLowerCase();
  return (
    others.some((other) => !other.path.includes('/')) &&
    others.some((other) =>
      [...other.text.matchAll(LINK_TO_README)].some(([link]) => leadsHere(other.path, link)),
    )
  );
}

function whyNot({ path, text, faults }: SourceText, hasOthers: boolean): string | undefined {
  const name = withoutEnding(path.split('/').at(-1) ?? '');
  if (faults.length > 0 || text.trim() === '') return 'it is empty, or no text';
  // Deeper down, `security.md` is a page like others, and so is a template that the team fills in.
  if (ABOUT_REPOSITORY.test(name) && /^(\.github\/|docs\/)?[^/]*$/.test(path))
    return 'it is about the repository';
  if (hasOthers && /^readme$/i.test(withoutEnding(path))) return 'it is about the repository';
  if (/(^|\/)(archetypes|layouts|themes|node_modules)\//.test(path))
    return "it is a part of the site's builder";
  if (name === '_index' && readSource(text).body.trim().length < SHORTEST_INDEX)
    return 'it is the list of a folder';
  return undefined;
}
