import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { Finding } from '../runbook/finding.ts';
import { count } from '../runbook/words/count.ts';
import { isForeign, isOfRecord } from './foreign.ts';

/**
 * What is said once of a book that has not adopted the format, with the number of the others. What comes in numbers
 * is a habit of such a book, or of a system that is not known here, more likely than as many mistakes. What only this
 * format has, or only the other system, is no fault of its author's: all of it is one finding, the one that tells how
 * to adopt the format. Each place is shown to who asks for it: `lint PAGE`, `--rule`, `--baseline`, `--fix`.
 */

/** The kind of finding that tells how to adopt the format. */
export const NOT_ADOPTED = 'not-adopted';

/** Rules, or kinds of a rule, that ask for what only this format has, or for a way to work that a team may not share. */
const ASKS = [
  'change-has-rollback',
  'change-is-verified',
  'destroy-is-guarded',
  'no-pipe-to-shell',
  'no-placeholder',
  'risk-declared',
  'step-is-vague',
  'variable-declared',
];

/** Rules that tell what the book's own system reads and opsbook does not: such marks have names. */
const UNREAD = ['component-known', 'dialect-known', 'no-esm', 'no-expression'];

/**
 * Kinds that ask for an `output` fence, which only this format has: a fence of commands also holds what they printed.
 */
const PRINTED = [
  'fence-language-fits output',
  'fence-language-fits session',
  'no-shell-prompt session',
  'shell-parses printed',
];

/** Until a book adopts the format, these are only counted. */
const COUNTED: ReadonlySet<string> = new Set([
  ...ASKS,
  ...UNREAD,
  ...PRINTED,
  // A sketch of JSON, with the names of types in it, or another notation that is much like it.
  'json-parses notation',
  'link-resolves elsewhere',
  'link-resolves outside',
]);

/** Somebody who tries opsbook on no more than these pages wants to see what it asks of each. */
const MOST_TRIED = 3;

/** Up to so many errors of one kind are mistakes of a book's authors; more are its way of writing. */
const MOST_ERRORS = 12;
/** Up to so many doubtful findings of one kind are each shown. */
const MOST_DOUBTS = 3;
/** Of a way of writing, and of marks, the first place is enough. */
const MANNERS: ReadonlySet<string> = new Set([
  ...UNREAD,
  'fence-language-fits',
  'no-pipe-to-shell',
  'no-shell-prompt',
]);

/**
 * Puts one finding in the place of many of a kind. That takes a whole book judged by all rules: a page or a rule that
 * was asked for shows each. A rule to which the book's settings give a level is one that the book has adopted.
 */
export function gatherForeign(findings: readonly Finding[], book: Book): Finding[] {
  const foreign = new Map(
    listPages(book).flatMap((page) => (isForeign(page, book) ? [[page.path, page]] : [])),
  );
  if (foreign.size === 0) return [...findings];
  const isOther = ({ path, ruleId }: Finding): boolean =>
    foreign.has(path) && book.settings.rules[ruleId] === undefined;
  const isCounted = (one: Finding): boolean =>
    foreign.size > MOST_TRIED && (COUNTED.has(one.ruleId) || COUNTED.has(kindOf(one)));
  const {
    said = [],
    others = [],
    counted = [],
  } = groupInto(findings, (one) => {
    if (!isOther(one)) return 'said';
    return isCounted(one) ? 'counted' : 'others';
  });
  const isLived = ({ path }: Finding): boolean => {
    const page = foreign.get(path);
    return page !== undefined && !isOfRecord(page, book);
  };
  const kinds = Map.groupBy(joinTargets(others, isLived), (one) => `${kindOf(one)} ${one.level}`);
  const gathered = [...kinds.values()].flatMap((all) => {
    const first = all.find(isLived) ?? all[0];
    return first && all.length > mostShown(first) ? [sayOnce(first, all)] : all;
  });
  return withCounted([...said, ...gathered], counted);
}

/** Many links to one file that is not there are one fault: the file that is not there. */
function joinTargets(findings: readonly Finding[], isLived: (one: Finding) => boolean): Finding[] {
  const targetOf = (one: Finding): string | Finding =>
    one.ruleId === 'link-resolves' && one.subject !== undefined
      ? `${one.level} ${kindOf(one)} ${one.subject}`
      : one;
  return [...Map.groupBy(findings, targetOf).values()].flatMap((all) => {
    const first = all.find(isLived) ?? all[0];
    const others = all.length - 1;
    if (!first || others === 0) return all;
    const more = `${count(others, 'more link')} ${others === 1 ? 'names' : 'name'} it. \`opsbook lint --rule link-resolves\` shows each.`;
    const level = all.length > MOST_ERRORS ? 'warning' : first.level;
    return { ...first, level, message: `${first.message} ${more}`, places: placesOf(all) };
  });
}

function groupInto<Name extends string>(
  findings: readonly Finding[],
  nameOf: (one: Finding) => Name,
): Partial<Record<Name, Finding[]>> {
  return Object.groupBy(findings, nameOf);
}

function kindOf({ ruleId, kind }: Finding): string {
  return kind === undefined ? ruleId : `${ruleId} ${kind}`;
}

function mostShown(one: Finding): number {
  if (one.level === 'error') return MOST_ERRORS;
  return MANNERS.has(one.ruleId) ? 1 : MOST_DOUBTS;
}

/** How many places findings stand for. */
function placesOf(findings: readonly Finding[]): number {
  return findings.reduce((sum, { places = 1 }) => sum + places, 0);
}

/** More names are only counted. */
const MOST_NAMED = 6;

/** The names that findings speak of, without those that were said. */
function nameSome(findings: readonly Finding[], most: number, said?: string): string {
  const names = [...new Set(findings.flatMap(({ subject }) => subject ?? []))].filter((one) => one !== said);
  const shown = names.slice(0, most).map((name) => `\`${name.replaceAll('`', "'")}\``);
  return `${shown.join(', ')}${names.length > most ? ` and ${names.length - most} more` : ''}`;
}

/** One finding for many: the first, with the number of the others and the call that shows, or mends, each. */
export function sayOnce(one: Finding, all: readonly Finding[]): Finding {
  const pages = new Set(all.map(({ path }) => path)).size;
  const places = placesOf(all);
  const names = nameSome(all, MOST_NAMED, one.subject);
  const others = places - (one.places ?? 1);
  const message = `${one.message} There ${others === 1 ? 'is' : 'are'} ${others} more like it${pages > 1 ? ` on ${count(pages, 'page')}` : ''}${names === '' ? '' : `: ${names}`}. ${callFor(one.ruleId, all)}`;
  return { ...one, level: 'warning', message, places };
}

function callFor(ruleId: string, all: readonly Finding[]): string {
  const isMended = all.every(({ fix = [] }) => fix.length > 0);
  return isMended
    ? `\`opsbook lint --fix --rule ${ruleId}\` mends all of them.`
    : `\`opsbook lint --rule ${ruleId}\` shows each.`;
}

/** More names of one rule are only counted. */
const MOST_NAMED_OF_RULE = 3;

/** What is only counted is said in the finding that tells how to adopt the format. */
function withCounted(findings: readonly Finding[], counted: readonly Finding[]): Finding[] {
  if (counted.length === 0) return [...findings];
  const counts = [...Map.groupBy(counted, ({ ruleId }) => ruleId)]
    .map(([ruleId, all]) => ({ ruleId, places: placesOf(all), names: nameSome(all, MOST_NAMED_OF_RULE) }))
    .sort((a, b) => b.places - a.places || (a.ruleId < b.ruleId ? -1 : 1))
    .map(({ ruleId, places, names }) => `\`${ruleId}\` (${places}${names === '' ? '' : `: ${names}`})`);
  const then = `What only opsbook asks for, and what only the other system reads, is counted until then: ${counts.join(', ')}. \`opsbook lint --rule NAME\` shows each place.`;
  const at = findings.findIndex(({ kind }) => kind === NOT_ADOPTED);
  const one = findings[at];
  if (one) return findings.with(at, { ...one, message: `${one.message} ${then}` });
  const [first] = counted;
  return first ? [...findings, { ...first, message: `${first.message} ${then}` }] : [...findings];
}
