import type { Book } from '../runbook/book.ts';
import { listPages } from '../runbook/book.ts';
import type { Finding, Level } from '../runbook/finding.ts';
import { count } from '../runbook/words/count.ts';
import { isForeign, isOfRecord } from './foreign.ts';

/**
 * What a finding weighs on a page of a book that has not adopted the format. An error there is a claim that holds
 * whatever system the book was written for. So it takes one of two things: a rule that claims nothing else, or
 * evidence, a right form that is near. And what comes in numbers is a habit of the book, or a system that is not
 * known here, more likely than as many mistakes: it is said once.
 */

/** Rules whose errors are settled by the words themselves, or by the files that are there. */
const SETTLED: ReadonlySet<string> = new Set([
  'alias-valid',
  'file-is-text',
  'file-name-works',
  'id-unique',
  'name-known',
  'no-invisible-characters',
  'prefix-assignment',
  'suppression-valid',
  'url-answers',
]);

/** Rules that ask for what only this format has. Until a book adopts it, the finding that tells how counts them. */
const ADOPTING: ReadonlySet<string> = new Set([
  'change-has-rollback',
  'change-is-verified',
  'destroy-is-guarded',
  'no-placeholder',
  'risk-declared',
  'variable-declared',
]);

/** Rules that say what the book's own system reads and opsbook does not: its names are told together. */
const UNREAD: ReadonlySet<string> = new Set([
  'component-known',
  'dialect-known',
  'no-esm',
  'no-expression',
  'no-unsafe-link',
]);

/** As many errors of one kind are mistakes of a book's authors; more are its way of writing. */
const MOST_ERRORS = 12;
/** On as many lines each ask for what only this format has is shown: a page or two are looked at to try opsbook. */
const MOST_ASKED = 12;
/** As many doubtful findings of one kind are each shown. */
const MOST_DOUBTS = 3;

interface Evidence {
  readonly ruleId: string;
  /** A right form is near. */
  readonly isSure: boolean;
  /** The page tells what was, and nobody works through it. */
  readonly isRecord: boolean;
}

/** What a finding weighs on such a page, that weighs `level` where the format was adopted. */
export function weighForeign(level: Level, { ruleId, isSure, isRecord }: Evidence): Level {
  return level === 'error' && !isRecord && (isSure || SETTLED.has(ruleId)) ? 'error' : 'warning';
}

/**
 * Puts one finding in the place of many of a kind. Only who judges a whole book by all rules can count: a page or a
 * rule that was asked for shows each. A rule whose level the book's settings give is one that the book has adopted.
 */
export function gatherForeign(findings: readonly Finding[], book: Book): Finding[] {
  const foreign = new Map(
    listPages(book).flatMap((page) => (isForeign(page, book) ? [[page.path, page]] : [])),
  );
  if (foreign.size === 0) return [...findings];
  const isOther = ({ path, ruleId }: Finding): boolean =>
    foreign.has(path) && book.settings.rules[ruleId] === undefined;
  const others = findings.filter(isOther);
  const isAsk = ({ ruleId }: Finding): boolean => ADOPTING.has(ruleId);
  const asks = others.filter(isAsk);
  const isMuch = new Set(asks.map(({ path, line }) => `${path}:${line}`)).size > MOST_ASKED;
  const kinds = Map.groupBy(isMuch ? others.filter((one) => !isAsk(one)) : others, kindOf);
  const said = [...kinds.values()].flatMap((all) => {
    const [first] = all;
    if (!first || all.length === 1) return all;
    if (first.level !== 'error' && UNREAD.has(first.ruleId)) return [nameOthers(first, all)];
    if (all.length <= (first.level === 'error' ? MOST_ERRORS : MOST_DOUBTS)) return all;
    const isLived = ({ path }: Finding): boolean => {
      const page = foreign.get(path);
      return page !== undefined && !isOfRecord(page, book);
    };
    return [sayOnce(all.find(isLived) ?? first, all)];
  });
  const all = [...findings.filter((one) => !isOther(one)), ...said];
  return isMuch ? withAsks(all, asks) : all;
}

/** What the book would be asked for, once it has adopted the format, stands where it is told how to adopt it. */
function withAsks(findings: readonly Finding[], asks: readonly Finding[]): Finding[] {
  const counts = [...Map.groupBy(asks, ({ ruleId }) => ruleId)]
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([ruleId, all]) => `\`${ruleId}\` (${all.length})`);
  const then = `Rules for what only opsbook's format has wait for that: ${counts.join(', ')}. \`opsbook lint --rule NAME\` shows each place.`;
  const at = findings.findIndex(
    ({ ruleId, message }) => ruleId === 'frontmatter-valid' && ASKS.test(message),
  );
  const one = findings[at];
  if (one) return findings.with(at, { ...one, message: `${one.message} ${then}` });
  const [first] = asks;
  return first ? [...findings, { ...first, message: `${first.message} ${then}` }] : [...findings];
}

// What `frontmatter-valid` says of a page, or of a book, that has not adopted the format.
const ASKS = /^Add (?:frontmatter with `title`, )?`kind`/;

/** Two findings are of a kind when the same is said, of whatever names and numbers. */
function kindOf({ ruleId, level, message }: Finding): string {
  const form = message.replace(/`[^`]*`/g, '`').replace(/\d+/g, '0');
  return UNREAD.has(ruleId) ? `${ruleId} ${level}` : `${ruleId} ${level} ${form}`;
}

/** More names are counted. */
const MOST_NAMED = 6;

/** What is not read here, with the names of the others: they want one answer, and not each its own. */
function nameOthers(one: Finding, all: readonly Finding[]): Finding {
  const names = [...new Set(all.flatMap(({ message }) => /`[^`\n]+`/.exec(message)?.[0] ?? []))].slice(1);
  const more = names.length > MOST_NAMED ? ` and ${names.length - MOST_NAMED} more` : '';
  const which = names.length === 0 ? '' : `: ${names.slice(0, MOST_NAMED).join(', ')}${more}`;
  const message = `${one.message} The same holds of ${count(all.length - 1, 'more place')}${which}. \`opsbook lint --rule ${one.ruleId}\` shows each.`;
  return { ...one, message };
}

function sayOnce(one: Finding, all: readonly Finding[]): Finding {
  const pages = new Set(all.map(({ path }) => path)).size;
  const where = `${count(all.length - 1, 'more place')}${pages > 1 ? ` on ${count(pages, 'page')}` : ''}`;
  const message = `${one.message} The same holds of ${where}: \`opsbook lint --rule ${one.ruleId}\` shows each.`;
  return { ...one, level: 'warning', message };
}
