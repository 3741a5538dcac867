import { hash } from 'node:crypto';
import type { CommandsJudged } from '../lint/coverage.ts';
import { loadedFor } from '../lint/facts.ts';
import type { KeptPageFindings } from '../lint/kept-page-findings.ts';
import type { KeptFindings } from '../lint/kept.ts';
import type { BookFiles, PageParsers } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import { headOfKept, keepPage, keptGuide, keptRunbook } from '../runbook/read/kept-page.ts';
import type { KeptPage } from '../runbook/read/kept-page.ts';
import type { PageHead } from '../runbook/read/page-head.ts';
import { parseGuide, parseRunbook } from '../runbook/read/parse.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { SourceText } from '../runbook/read/source-text.ts';
import { once } from '../runbook/words/once.ts';
import { readPart } from '../search/pages.ts';
import type { SearchPart } from '../search/pages.ts';
import { findingsPath, readFindings, writeFindings } from './findings-file.ts';
import type { KeptLine } from './findings-file.ts';
import { readHead } from './book-search.ts';
import { holdPages } from './held-pages.ts';
import { keepHeads } from './kept-heads.ts';
import { keptJson } from './kept-json.ts';
import { recallRuleFiles } from './kept-rules.ts';

/**
 * The findings of a book's pages, kept from one lint to the next. A page is judged again when its text has changed,
 * and all are when anything has that a rule may have read besides: settings, files that are no pages, names of files,
 * the day, git, what the repository says is there, and of every other page its outline. What a rule reads of
 * another page besides that outline is noted, and is then part of what all findings depend on.
 */
export interface KeptJudging extends KeptFindings {
  /** Pages that are read no further than somebody asks. */
  readonly parsers: PageParsers;
  /** What the search reads of a page. */
  partOf(runbook: Runbook): SearchPart;
  /** What the first two parts of the index are made of, as JSON. */
  headOf(runbook: Runbook): string;
  /** Takes everything else that findings depend on, and gives the paths of the pages that must be judged. */
  settle(around: readonly string[]): ReadonlySet<string>;
  /** The tools that any page names. */
  named(): readonly string[];
  /** Does what reads whole pages for themselves alone. */
  aside<T>(work: () => Promise<T>): Promise<T>;
  /** How many pages were asked for and not judged again. */
  reused(): number;
  /** Whether every page was read. */
  isAllRead(): boolean;
  /** Keeps what was found for the next call, if every page was judged. */
  save(): Promise<void>;
}

/** What was taken of a page when it was read. */
interface Learned {
  readonly kept: KeptPage;
  readonly named: string;
}

interface Entry {
  readonly path: string;
  readonly source: SourceText;
  readonly digest: string;
  readonly line: KeptLine | undefined;
  readonly whole: () => Page;
  /** What is known of it without reading it whole. */
  readonly told: () => KeptPage | undefined;
  readonly kept: () => KeptPage;
  readonly named: () => string;
  isRead: boolean;
  found?: readonly Finding[];
  coverage?: CommandsJudged;
  part?: SearchPart;
  head?: string;
}

/** Which command judges, since each is told other facts, and for how much text whole pages are held: see `holdPages`. */
interface Keeping {
  readonly by: 'lint' | 'build';
  readonly room?: number;
}

/** Opens what is kept of a book whose files were read. */
export async function openKeptFindings(
  root: string,
  files: BookFiles,
  { by, room }: Keeping,
): Promise<KeptJudging> {
  const path = findingsPath(root, by);
  const settings = hash('sha256', JSON.stringify([files.reading.settings, files.owners]));
  const stored = await readFindings(path, settings);
  const keepRules = await recallRuleFiles(root, files);
  const entries = new Map<string, Entry>();
  const held = holdPages(room);
  const more = new Set<string>();
  let isWatching = true;
  let current: string | undefined;
  let other = '';
  let isSame = false;
  let reused = 0;

  function note(read: string): void {
    if (!isWatching || read === current) return;
    more.add(read);
    // A rule that looks at all pages may have looked at this one before.
    if (current !== undefined) more.add(current);
  }

  function enter<T extends Page>(
    source: SourceText,
    kind: string,
    parse: () => T,
  ): Entry & { whole: () => T } {
    const digest = hash('sha256', JSON.stringify([kind, source.path, source.text, source.faults]));
    const line = stored?.lines.get(digest);
    let learned: Learned | undefined;
    const learn = (page: Page): Learned =>
      (learned ??= { kept: asKept(page), named: loadedFor(page.snippets).join(' ') });
    const entry: Entry & { whole: () => T } = {
      path: source.path,
      source,
      digest,
      line,
      isRead: false,
      whole: held.hold(source.text.length, () => {
        const page = parse();
        entry.isRead = true;
        // What others ask of it is taken while it is here.
        if (!line) learn(page);
        return page;
      }),
      told: () => known() ?? learned?.kept,
      kept: () => entry.told() ?? learn(entry.whole()).kept,
      named: () => line?.named ?? learned?.named ?? learn(entry.whole()).named,
    };
    const known = once(() => line && keptJson<KeptPage>(line.page));
    entries.set(source.path, entry);
    return entry;
  }

  const standing = <T extends Page>(entry: Entry & { whole: () => T }) => ({
    // What was kept is the same as what would be read.
    kept: entry.told,
    whole: entry.whole,
    onRead: () => note(entry.path),
  });

  function aroundAll(read: Iterable<string>): string {
    const texts = [...read].sort().map((one) => entries.get(one)?.digest ?? 'gone');
    return hash('sha256', JSON.stringify([other, texts]));
  }

  const judgedOf = (entry: Entry): KeptPageFindings | undefined => {
    const judged = isSame && entry.line ? keptJson<KeptPageFindings>(entry.line.judged) : undefined;
    return judged?.found.every(({ path: at }) => at === entry.path) ? judged : undefined;
  };
  const judged = new Map<string, KeptPageFindings>();

  return {
    parsers: {
      runbook: (source, id, memory) => {
        const entry = enter(source, `runbook ${id}`, () => parseRunbook(source, id, memory));
        return keptRunbook(source, id, standing(entry));
      },
      guide: (source, id, memory) => {
        const entry = enter(source, `guide ${id}`, () => parseGuide(source, id, memory));
        return keptGuide(source, id, standing(entry));
      },
    },
    named: () =>
      [...new Set([...entries.values()].flatMap((entry) => entry.named().split(' ')))].filter(Boolean),
    settle(around) {
      const rest = files.texts
        .filter(({ path: at }) => !entries.has(at))
        .map(({ path: at, text, faults }) => [at, hash('sha256', text), faults]);
      const outlines = [...entries.values()].map((entry) => {
        const { title, summary, hasFrontmatter, outline, runbook, order } = entry.kept();
        return [title, summary, hasFrontmatter, outline, runbook, order, entry.named()];
      });
      other = hash('sha256', JSON.stringify([around, files.paths, files.refused, rest, outlines]));
      isSame = stored !== undefined && stored.around === aroundAll(stored.read);
      for (const entry of entries.values()) {
        const known = judgedOf(entry);
        if (known) judged.set(entry.path, known);
      }
      return new Set([...entries.keys()].filter((one) => !judged.has(one)));
    },
    async aside(work) {
      isWatching = false;
      try {
        return await work();
      } finally {
        isWatching = true;
      }
    },
    partOf(runbook) {
      const entry = entries.get(runbook.path);
      const known = entry?.line && keptJson<SearchPart>(entry.line.search);
      const part = known ?? readPart(runbook);
      if (entry) entry.part = part;
      return part;
    },
    headOf(runbook) {
      const entry = entries.get(runbook.path);
      // Each part of a line is there as it was written, or not at all.
      const head = entry?.head ?? (entry?.line?.head || JSON.stringify(readHead(runbook)));
      if (entry) entry.head = head;
      return head;
    },
    found({ path: at }, judge) {
      current = at;
      const entry = entries.get(at);
      if (entry) held.stay(entry.whole);
      const known = judged.get(at);
      if (known) reused += 1;
      const found = known?.found ?? judge();
      if (entry) entry.found = found;
      return found;
    },
    coverage({ path: at }, judge) {
      const known = judged.get(at)?.coverage;
      const coverage = known ? fromPairs(known) : judge();
      const entry = entries.get(at);
      if (entry) entry.coverage = coverage;
      return coverage;
    },
    end() {
      isWatching = false;
      current = undefined;
    },
    reused: () => reused,
    isAllRead: () => [...entries.values()].every(({ isRead }) => isRead),
    async save() {
      await keepRules?.();
      const all = [...entries.values()];
      const isNew = all.some(
        ({ path: at, found, part, head, line }) =>
          (found && !judged.has(at)) || (part && !line?.search) || (head && !line?.head),
      );
      if (!isNew && stored?.lines.size === all.length) return;
      const read = isSame ? [...new Set([...(stored?.read ?? []), ...more])] : [...more];
      const lines = all.map((entry): [string, KeptLine] => [entry.digest, lineOf(entry)]);
      // Whoever looks at the book next wants them, and keeps what was edited meanwhile.
      if (!stored) await keepHeads(root, all.map(headOfEntry));
      await writeFindings(path, settings, { around: aroundAll(read), read, lines: new Map(lines) });
    },
  };
}

/** As it will be read again. */
function asKept(page: Page): KeptPage {
  // What was written of plain data is there.
  return JSON.parse(JSON.stringify(keepPage(page))) as KeptPage;
}

function headOfEntry({ source, kept }: Entry): { readonly source: SourceText; readonly head: PageHead } {
  return { source, head: headOfKept(kept()) };
}

function lineOf({ kept, line, named, found, coverage, part, head }: Entry): KeptLine {
  return {
    page: line?.page ?? JSON.stringify(kept()),
    named: named(),
    // Where two files have one id, only the first is a page.
    judged: found ? JSON.stringify({ found, ...(coverage ? { coverage: inPairs(coverage) } : {}) }) : '',
    search: line?.search || (part ? JSON.stringify(part) : ''),
    head: line?.head || (head ?? ''),
  };
}

type KeptCoverage = NonNullable<KeptPageFindings['coverage']>;

function inPairs({ part, unknown, ...counts }: CommandsJudged): KeptCoverage {
  return { ...counts, part: Object.entries(part), unknown: Object.entries(unknown) };
}

function fromPairs({ part, unknown, ...counts }: KeptCoverage): CommandsJudged {
  return { ...counts, part: Object.fromEntries(part), unknown: Object.fromEntries(unknown) };
}
