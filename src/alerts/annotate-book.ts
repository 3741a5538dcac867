import type { Book } from '../runbook/book.ts';
import { annotateFile } from './annotate.ts';
import type { AnnotatedFile, BriefWish } from './annotate.ts';
import { readContract } from './contract.ts';
import type { AlertLink } from './contract.ts';
import { lands, linksByFile } from './link-template.ts';
import type { LinkWishes } from './link-template.ts';

/** What becomes of the rule files of a book, and how many of their rules lead to a runbook before and after. */
export interface AnnotatedBook {
  readonly files: readonly AnnotatedFile[];
  readonly rules: number;
  readonly before: number;
  readonly after: number;
}

export interface BookWishes extends LinkWishes {
  /** Paths of the rule files to look at. */
  readonly chosen: ReadonlySet<string>;
  /** What notifications say of a runbook; without it only links are written. */
  readonly brief?: BriefWish | undefined;
}

/**
 * Gives the rules of a book the links that they should carry. Every file is read again as it would be written, and
 * only links that then lead to a runbook are kept.
 */
export function annotateBook(book: Book, wishes: BookWishes): AnnotatedBook {
  const { links } = readContract(book);
  const first = annotateFiles(book, { links, wishes, refused: new Map() });
  const refused = unproved(first, { links, written: readWritten(book, first) });
  const files = refused.size === 0 ? first : annotateFiles(book, { links, wishes, refused });
  const after = refused.size === 0 ? readWritten(book, first) : readWritten(book, files);
  const counted = (all: readonly AlertLink[]): number =>
    all.filter((link) => wishes.chosen.has(link.rule.path) && lands(link)).length;
  return {
    files,
    rules: links.filter(({ rule }) => wishes.chosen.has(rule.path)).length,
    before: counted(links),
    after: counted(after),
  };
}

/** How many rules of some files lead to a runbook of the book. */
export function countLanding(book: Book, chosen: ReadonlySet<string>): number {
  return readContract(book).links.filter((link) => chosen.has(link.rule.path) && lands(link)).length;
}

/** By file: why rules are left alone, by their place in the file. */
type Refused = ReadonlyMap<string, ReadonlyMap<number, string>>;

interface Pass {
  readonly links: readonly AlertLink[];
  readonly wishes: BookWishes;
  readonly refused: Refused;
}

function annotateFiles(book: Book, { links, wishes, refused }: Pass): AnnotatedFile[] {
  const byFile = linksByFile(links);
  return book.alertRules
    .filter(({ path }) => wishes.chosen.has(path))
    .map((source) =>
      annotateFile(source, byFile.get(source.path) ?? [], {
        ...wishes,
        annotations: book.settings.alerts.annotations,
        refused: refused.get(source.path) ?? new Map(),
      }),
    );
}

/** The links of the book as they would be with these files. */
function readWritten(book: Book, files: readonly AnnotatedFile[]): readonly AlertLink[] {
  const texts = new Map(files.map(({ path, to }) => [path, to]));
  const alertRules = book.alertRules.map((source) => {
    const text = texts.get(source.path);
    return text === undefined || text === source.text ? source : { ...source, text };
  });
  return readContract({ ...book, alertRules }).links;
}

interface Proof {
  readonly links: readonly AlertLink[];
  readonly written: readonly AlertLink[];
}

/** Rules whose new link leads to no runbook, or whose old link led to one and is now replaced. */
function unproved(files: readonly AnnotatedFile[], { links, written }: Proof): Refused {
  const [before, after] = [linksByFile(links), linksByFile(written)];
  const refused = new Map<string, Map<number, string>>();
  for (const { path } of files) {
    const now = after.get(path) ?? [];
    for (const [index, old] of (before.get(path) ?? []).entries()) {
      const link = now[index];
      if (link?.annotation?.value === old.annotation?.value) continue;
      if (link && (lands(link) || link.landing?.kind === 'untold')) continue;
      const reason = `\`${link?.annotation?.value ?? ''}\` would lead to no runbook`;
      refused.set(path, (refused.get(path) ?? new Map<number, string>()).set(index, reason));
    }
  }
  return refused;
}
