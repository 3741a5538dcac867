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

/** What is remembered of an answer. */
export interface KeptAnswer {
  readonly digest: string;
  /** Of all that it was made of, where that is told sooner than the answer. */
  readonly source: string | undefined;
}

/** What a build remembers of the site it made, for the next one. */
export interface SiteRecord {
  /** The digest of the site, as it stands in the built folder too. */
  readonly digest: string;
  /** A digest of what decides every page: the program, where the site is published. */
  readonly shared: string;
  /** Every question that a page asked, with its answer. */
  readonly answers: ReadonlyMap<Question, KeptAnswer>;
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
  const answered = [...answers].map(([question, { digest, source }]) => [
    question,
    digest,
    ...(source === undefined ? [] : [source]),
  ]);
  return JSON.stringify({ digest, shared, answers: answered, pages: rows });
}

/** Reads what was remembered; undefined when it is not there, or only half of it. */
export function readRecord(text: string): SiteRecord | undefined {
  try {
    // Written by `writeRecord` alone.
    const { digest, shared, answers, pages } = JSON.parse(text) as {
      digest: string;
      shared: string;
      answers: [Question, string, string?][];
      pages: [string, number[], string, number, string, string[]?][];
    };
    return {
      digest,
      shared,
      answers: new Map(answers.map(([question, digest, source]) => [question, { digest, source }])),
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

/** How a question is asked again. */
export interface AskingAgain {
  readonly digestOf: (question: Question) => string;
  /** A digest of all that an answer is made of, where that is told sooner. */
  readonly sourceOf: (question: Question) => string | undefined;
}

/** The pages that would be drawn as they were: every question that they asked still has the same answer. */
export function listKeepable(
  { answers, pages }: SiteRecord,
  { digestOf, sourceOf }: AskingAgain,
): Map<string, PageRecord> {
  const isSame = new Map<Question, boolean>();
  for (const [question, { digest, source }] of answers) {
    const isOfSame = source !== undefined && sourceOf(question) === source;
    isSame.set(question, isOfSame || digestOf(question) === digest);
  }
  return new Map([...pages].filter(([, { questions }]) => questions.every((one) => isSame.get(one))));
}
