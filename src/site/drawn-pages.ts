import type { Question } from './questions.ts';

/** What is remembered of a page that was drawn. */
export interface PageRecord {
  readonly questions: readonly Question[];
  /** Files of the book that it shows. */
  readonly files: readonly string[];
  /** Of its content, as `shortDigest` writes it. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  /** The service that it is about; undefined where it is about none, or several. */
  readonly service: string | undefined;
}

/** What a build remembers of the site it made, for the next one. */
export interface SiteRecord {
  /** The digest of the site, as it stands in the built folder too. */
  readonly digest: string;
  /** A digest of what decides every page: the program, where the site is published. */
  readonly shared: string;
  /** Every question that a page asked, with a digest of its answer. */
  readonly answers: ReadonlyMap<Question, string>;
  readonly pages: ReadonlyMap<string, PageRecord>;
}

/** Plain data: each question is written once, and pages name it by its number. */
export function writeRecord({ digest, shared, answers, pages }: SiteRecord): string {
  const numbers = new Map([...answers.keys()].map((question, index) => [question, index]));
  const rows = [...pages].map(([address, { questions, files, digest, size, service = '' }]) => [
    address,
    questions.map((question) => numbers.get(question)),
    digest,
    size,
    service,
    ...(files.length > 0 ? [files] : []),
  ]);
  return JSON.stringify({ digest, shared, answers: [...answers], pages: rows });
}

/** Reads what was remembered; undefined when it is not there, or only half of it. */
export function readRecord(text: string): SiteRecord | undefined {
  try {
    // Written by `writeRecord` alone.
    const { digest, shared, answers, pages } = JSON.parse(text) as {
      digest: string;
      shared: string;
      answers: [Question, string][];
      pages: [string, number[], string, number, string, string[]?][];
    };
    return {
      digest,
      shared,
      answers: new Map(answers),
      pages: new Map(
        pages.map(([address, numbers, digest, size, service, files = []]) => [
          address,
          {
            questions: numbers.map((number) => answers[number]?.[0] ?? ''),
            files,
            digest,
            size,
            service: service || undefined,
          },
        ]),
      ),
    };
  } catch {
    return undefined;
  }
}

/**
 * The pages that would be drawn as they were: every question that they asked still has the same answer.
 * @param digestOf asks a question again
 */
export function listKeepable(
  { answers, pages }: SiteRecord,
  digestOf: (question: Question) => string,
): Map<string, PageRecord> {
  const isSame = new Map<Question, boolean>();
  for (const [question, answer] of answers) isSame.set(question, digestOf(question) === answer);
  return new Map([...pages].filter(([, { questions }]) => questions.every((one) => isSame.get(one))));
}
