import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import { bookLinks } from '../runbook/links/book-links.ts';
import type { Finding, KindOfFinding, Level, Range } from '../runbook/finding.ts';
import { isAdopted } from '../runbook/read/adopted.ts';
import type { Page } from '../runbook/read/parse.ts';
import { printable } from '../runbook/words/printable.ts';
import { weighForeign } from './certainty.ts';
import { NO_FACTS } from './facts.ts';
import type { LintFacts } from './facts.ts';
import { isForeign, isOfRecord } from './foreign.ts';
import { gatherForeign } from './gather.ts';
import { gatherUnsaid } from './gather-unsaid.ts';
import type { KeptFindings } from './kept.ts';
import type { BookContext, Rule } from './rule.ts';
import { suppressionValid } from './rules/suppression-valid.ts';
import { suppress, suppressInYaml } from './suppress.ts';

export interface LintOptions {
  /** Every rule there is. */
  readonly rules: readonly Rule[];
  /** Ids of the rules to judge by (default: all). */
  readonly only?: ReadonlySet<string>;
  /** Only these pages are judged, each with facts of the whole book (default: every page). */
  readonly paths?: ReadonlySet<string>;
  /** Every place is wanted, also where many pages of another system have the same: for what is fixed. */
  readonly each?: boolean;
  /** What rules are told that takes time to learn: see `gatherFacts`. */
  readonly facts?: LintFacts;
  /** Called with each page when it was judged, before another one is. */
  readonly onPage?: (page: Page) => void;
  /** What was found in pages before. */
  readonly kept?: KeptFindings;
}

/** Judges a book: every finding, sorted by path and place. */
export function lintBook(
  book: Book,
  { rules, only, paths, each = false, facts = NO_FACTS, onPage, kept }: LintOptions,
): Finding[] {
  const ruleIds = rules.map(({ id }) => id);
  const context: BookContext = { book, links: bookLinks(book, { ruleIds, ...facts.links }), ruleIds, facts };
  const isTold = ({ needs }: Rule): boolean => needs === undefined || facts[needs] !== undefined;
  const active = rules.filter(
    (rule) => (!only || only.has(rule.id)) && levelOf(rule, book) !== 'off' && isTold(rule),
  );
  const isWanted = (path: string): boolean => !paths || paths.has(path);
  const pages = listPages(book).filter(({ path }) => isWanted(path));
  const ofPages = pages.flatMap((page) => {
    const found = lintPage(page, context, { rules, active, kept });
    onPage?.(page);
    return found;
  });
  kept?.end();
  const rest = lintRest(context, { rules, active }).filter(({ path }) => isWanted(path));
  const all = [...ofPages, ...rest];
  return (only || paths || each ? all : gatherForeign(gatherUnsaid(all, book), book)).sort(byPlace);
}

interface Judges {
  readonly rules: readonly Rule[];
  /** Those that are switched on and asked for. */
  readonly active: readonly Rule[];
  readonly kept?: KeptFindings | undefined;
}

/** The findings of one page, without those that it silences. */
function lintPage(page: Page, context: BookContext, { rules, active, kept }: Judges): Finding[] {
  const all = kept
    ? judgeOrRecall(page, context, { active, kept })
    : judgePage(
        page,
        context,
        active.flatMap((rule) => [...checkOf(rule), ...anewOf(rule)]),
      );
  const { findings, faults } = suppress(page, { findings: all, rules, active });
  if (!active.includes(suppressionValid)) return [...findings];
  const level = levelOf(suppressionValid, context.book);
  const said = faults.map(({ message, range }) =>
    finish({ rule: suppressionValid, level, message, path: page.path, at: range }, context.book),
  );
  return [...findings, ...said];
}

function judgeOrRecall(
  page: Page,
  context: BookContext,
  { active, kept }: { readonly active: readonly Rule[]; readonly kept: KeptFindings },
): Finding[] {
  const steady = active.flatMap((rule) => (rule.asksSearch ? [] : checkOf(rule)));
  const anew = active.flatMap((rule) => [...(rule.asksSearch ? checkOf(rule) : []), ...anewOf(rule)]);
  const found = kept.found(page, () => judgePage(page, context, steady));
  return [...found, ...judgePage(page, context, anew)];
}

/** A rule, and which of its checks are asked. */
interface Check {
  readonly rule: Rule;
  readonly check: Rule['check'];
}

function checkOf(rule: Rule): readonly Check[] {
  return [{ rule, check: (context, report) => rule.check(context, report) }];
}

function anewOf(rule: Rule): readonly Check[] {
  return rule.checkAnew ? [{ rule, check: (context, report) => rule.checkAnew?.(context, report) }] : [];
}

function judgePage(page: Page, context: BookContext, checks: readonly Check[]): Finding[] {
  const findings: Finding[] = [];
  const runbook = context.book.runbooks.get(page.id);
  const isOther = isForeign(page, context.book);
  const isRecord = isOfRecord(page, context.book);
  for (const { rule, check } of checks) {
    const level = levelOf(rule, context.book);
    const facts = { ...context, page, runbook: runbook === page ? runbook : undefined };
    check(facts, (message, at, more = {}) => {
      const own = more.level ?? rule.level;
      const usual = isOther
        ? weighForeign(own, { ruleId: rule.id, isSure: more.isSure ?? false, isRecord })
        : own;
      const weight = rule.isFirm
        ? firmLevel(rule, page)
        : level === 'off'
          ? rule.level
          : (chosen(rule, context.book) ?? usual);
      const said = { rule, level: weight, message, path: page.path, at, more };
      const finding = finish(said, context.book);
      findings.push(more.fix && more.fix.length > 0 ? { ...finding, fix: more.fix } : finding);
    });
  }
  return findings;
}

/** What guards the reader is left out of every page, but only where the format was adopted is it an error. */
function firmLevel({ level }: Rule, page: Page): Level {
  return isAdopted(page) ? level : 'warning';
}

/** The findings of everything that is no page; comments in alert rule files silence theirs. */
function lintRest(context: BookContext, { rules, active }: Judges): Finding[] {
  const byPath = Map.groupBy(judgeRest(context, active), ({ path }) => path);
  const sources = new Map(context.book.alertRules.map(({ path, text }) => [path, text]));
  const level = levelOf(suppressionValid, context.book);
  for (const [path, text] of sources) {
    const own = byPath.get(path) ?? [];
    const { findings, faults } = suppressInYaml(text, { findings: own, rules, active });
    const isAsked = active.includes(suppressionValid) && context.facts.alerts !== undefined;
    const said = (isAsked ? faults : []).map(({ message, range }) =>
      finish({ rule: suppressionValid, level, message, path, at: range }, context.book),
    );
    byPath.set(path, [...findings, ...said]);
  }
  return [...byPath.values()].flat();
}

function judgeRest(context: BookContext, rules: readonly Rule[]): Finding[] {
  const findings: Finding[] = [];
  for (const rule of rules) {
    const level = levelOf(rule, context.book);
    if (level === 'off') continue;
    rule.checkBook?.(context, (place, message, at) => {
      const { path, level: own, ...more } = typeof place === 'string' ? { path: place, level } : place;
      const weight = chosen(rule, context.book) ?? own;
      findings.push(finish({ rule, level: weight, message, path, at, more }, context.book));
    });
  }
  return findings;
}

/** The level a book gives a rule, if it gives one. */
function chosen(rule: Rule, book: Book): Level | 'off' | undefined {
  return rule.isFirm ? undefined : book.settings.rules[rule.id];
}

function levelOf(rule: Rule, book: Book): Level | 'off' {
  return chosen(rule, book) ?? rule.level;
}

interface Said {
  readonly rule: Rule;
  readonly level: Level | 'off';
  readonly message: string;
  readonly path: string;
  readonly at: Range | undefined;
  readonly more?: KindOfFinding;
}

function finish({ rule, level, message, path, at, more = {} }: Said, book: Book): Finding {
  const start = at?.start ?? { line: 1, column: 1 };
  const end = at?.end ?? start;
  return {
    ruleId: rule.id,
    level: level === 'off' ? rule.level : level,
    message: shorten(printable(message)),
    path,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    url: ruleAddress(rule.id, book),
    ...(more.kind === undefined ? {} : { kind: more.kind }),
    ...(more.subject === undefined ? {} : { subject: shorten(printable(more.subject)) }),
    ...(more.places === undefined ? {} : { places: more.places }),
  };
}

/** Messages repeat what authors wrote, and that may be a megabyte. */
const LONGEST_MESSAGE = 500;

function shorten(message: string): string {
  if (message.length <= LONGEST_MESSAGE) return message;
  const half = LONGEST_MESSAGE / 2;
  return `${message.slice(0, half)} … ${message.slice(-half)}`;
}

/** Where a rule is explained: on the published site where its address is known, else on any opsbook site. */
export function ruleAddress(ruleId: string, book: Book): string {
  const { url, base, manual } = book.settings;
  if (typeof manual === 'string') return new URL(`rules/${ruleId}/`, manual).href;
  const path = `${base === '/' ? '' : base}/rules/${ruleId}/`;
  return url === undefined || !manual ? path : new URL(path, url).href;
}

function byPlace(a: Finding, b: Finding): number {
  if (a.path !== b.path) return a.path < b.path ? -1 : 1;
  return a.line - b.line || a.column - b.column || (a.ruleId < b.ruleId ? -1 : 1);
}
