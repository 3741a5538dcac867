import type { Runbook } from '../../runbook/read/parse.ts';
import { hasEvidence } from '../../runbook/records/sign-offs.ts';
import type { WrittenSignOff } from '../../runbook/records/sign-offs.ts';
import { withoutAWord } from '../../runbook/records/without-a-word.ts';
import type { Rule } from '../rule.ts';

/** Nobody reads more runbooks than this within ten minutes. */
const MOST_IN_A_ROW = 5;
const A_ROW = 10 * 60_000;
/** Nor more than this on one day. */
const MOST_A_DAY = 10;

export const reviewNotBulk: Rule = {
  id: 'review-not-bulk',
  summary: 'Review runbooks one by one',
  level: 'warning',
  check: () => undefined,
  checkBook({ book }, report) {
    const bare = book.signOffs.filter((signOff) => !hasEvidence(signOff));
    // One name in other letters is the same person.
    for (const own of Map.groupBy(bare, ({ by }) => by.normalize('NFKC').toLowerCase()).values()) {
      for (const [first, last, count] of rows(own)) {
        const minutes = Math.ceil((Date.parse(last.at) - Date.parse(first.at)) / 60_000);
        const time = minutes < 2 ? 'within a minute' : `within ${minutes} minutes`;
        const message = `Review these one by one: ${first.by} signed ${count} runbooks ${time}, without evidence.`;
        report(first.path, message, first.range);
      }
    }
    for (const own of Map.groupBy(book.signOffs, ({ runbook }) => runbook).values())
      for (const { path, runbook, range } of withoutAWord(own))
        report(
          path,
          `Sign this with \`opsbook review sign ${runbook}\`: an earlier sign-off records its proof and this one does not, so it moves no date.`,
          range,
        );
    const signed = new Set(book.signOffs.map(({ runbook }) => runbook));
    const dated = [...book.runbooks.values()].filter(
      ({ id, reviewed }) => reviewed !== undefined && !signed.has(id),
    );
    for (const [day, own] of Map.groupBy(dated, ({ reviewed }) => reviewed)) {
      const [first] = own.toSorted(byPath);
      if (!first || own.length <= MOST_A_DAY) continue;
      const message = `Review these one by one: ${own.length} runbooks were dated ${day} by hand, without a sign-off.`;
      report(first.path, message, first.locate(['reviewed']));
    }
  },
};

type Row = readonly [first: WrittenSignOff, last: WrittenSignOff, count: number];

/** Stretches of more sign-offs than one can mean, each as long as possible. */
function rows(signOffs: readonly WrittenSignOff[]): Row[] {
  const sorted = signOffs.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at));
  const found: Row[] = [];
  for (let start = 0; start < sorted.length;) {
    const first = sorted[start];
    if (!first) break;
    const within = sorted.slice(start).filter(({ at }) => Date.parse(at) - Date.parse(first.at) <= A_ROW);
    const last = within.at(-1);
    const isRow = within.length > MOST_IN_A_ROW && last !== undefined;
    if (isRow) found.push([first, last, within.length]);
    start += isRow ? within.length : 1;
  }
  return found;
}

function byPath(a: Runbook, b: Runbook): number {
  return a.path < b.path ? -1 : 1;
}
