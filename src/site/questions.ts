import { hash } from 'node:crypto';
import type { SiteBook } from './site-book.ts';

/**
 * A question that a page asked the book, as in `["service","queue"]`. Pages are functions of their questions'
 * answers: one whose answers are what they were need not be drawn again.
 */
export type Question = string;

/** The same book, and every question to it is noted. */
export function noteQuestions(book: SiteBook, asked: Set<Question>): SiteBook {
  return new Proxy(book, {
    get(target, name) {
      // Every property of a SiteBook is a method with plain arguments.
      const answer = Reflect.get(target, name) as (...words: unknown[]) => unknown;
      return (...words: unknown[]) => {
        asked.add(JSON.stringify([name, ...words]));
        return answer(...words);
      };
    },
  });
}

/** Answers noted questions once more, as digests: of the same book, the same. */
export function digestAnswers(book: SiteBook): (question: Question) => string {
  const known = new Map<Question, string>();
  return (question) => {
    const digest = known.get(question) ?? digestOf(ask(book, question));
    known.set(question, digest);
    return digest;
  };
}

function ask(book: SiteBook, question: Question): unknown {
  const [name, ...words] = readQuestion(question);
  const answer = book[name] as (...words: unknown[]) => unknown;
  return answer(...words);
}

/** A question as it was noted: the name of a method, and what it was given. */
export function readQuestion(question: Question): [keyof SiteBook, ...unknown[]] {
  // Written by `noteQuestions`, of a method of this very type, by this very program.
  return JSON.parse(question) as [keyof SiteBook, ...unknown[]];
}

function digestOf(answer: unknown): string {
  return hash('sha1', JSON.stringify(answer) ?? '').slice(0, 16);
}
