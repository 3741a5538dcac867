import { didYouMean } from '../../runbook/words/nearest.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { linksOf } from '../alert-facts.ts';
import type { AlertFacts, AlertLinkFacts } from '../alert-facts.ts';
import { listRestatedFacts, secondsOf } from '../restated.ts';
import type { RestatedFact } from '../restated.ts';
import { listMisreadNames } from '../misread-names.ts';
import type { Report, Rule } from '../rule.ts';
import { lookUp } from '../../shell/look-up.ts';

export const alertFactsAgree: Rule = {
  id: 'alert-facts-agree',
  summary: 'Say of an alert what its rule says',
  level: 'error',
  looksAround: true,
  check({ runbook, book, facts }, report) {
    if (!runbook || !facts.alerts) return;
    const links = linksOf(runbook, facts.alerts);
    if (links.length === 0) return;
    const meanings = book.settings.alerts.severities;
    judgeSeverity(
      runbook,
      { links, meaningOf: (label) => lookUp(meanings, label) ?? label, known: book.severities },
      report,
    );
    judgeNames(runbook, facts.alerts, report);
    // Nobody can tell what else a rule says that is known only in part.
    if (links.some(({ rule }) => rule.readFrom)) return;
    for (const fact of listRestatedFacts(runbook)) {
      const meant = links.filter(({ rule }) => fact.sentence.includes(rule.name));
      const message = disagreement(fact, meant.length > 0 ? meant : links);
      // Prose can mean something else than it says: a person decides.
      if (message !== undefined) report(message, fact.range, { level: 'warning' });
    }
  },
};

interface Severities {
  readonly links: readonly AlertLinkFacts[];
  readonly meaningOf: (label: string) => string;
  readonly known: ReadonlyMap<string, unknown>;
}

function judgeSeverity(runbook: Runbook, { links, meaningOf, known }: Severities, report: Report): void {
  const { severity } = runbook;
  const said = links.flatMap(({ rule }) => {
    const meaning = meaningOf(rule.labels['severity'] ?? '');
    return known.has(meaning) ? [{ name: rule.name, meaning }] : [];
  });
  const [first] = said;
  if (severity === undefined || !first || said.some(({ meaning }) => meaning === severity)) return;
  const message = `Change \`severity\`: the page says \`${severity}\`, and the rule of \`${first.name}\` says \`${first.meaning}\`.`;
  report(message, runbook.locate(['severity']));
}

function judgeNames(runbook: Runbook, alerts: AlertFacts, report: Report): void {
  for (const { name, meant, range, what } of listMisreadNames(runbook, alerts))
    report(`Change the ${what} \`${name}\`: the rule of this alert reads \`${meant}\`.`, range);
  const cleared = /\balertname\s*=\s*\\?"([^"\\]+)\\?"/g;
  for (const snippet of runbook.snippets)
    for (const [, name = ''] of snippet.code.matchAll(cleared)) {
      if (alerts.raised.has(name) || !alerts.isComplete || alerts.isElsewhere(name)) continue;
      report(
        `Change \`alertname="${name}"\`: no rule raises this alert.${didYouMean(name, alerts.raised)}`,
        snippet.range,
      );
    }
}

/** What is wrong with a restated fact; nothing when any of the rules says the same in any unit. */
function disagreement(fact: RestatedFact, links: readonly AlertLinkFacts[]): string | undefined {
  const [first] = links;
  if (!first) return undefined;
  return fact.kind === 'duration' ? durationFault(fact, links, first) : thresholdFault(fact, links, first);
}

function durationFault(
  { text, value }: RestatedFact,
  links: readonly AlertLinkFacts[],
  { rule }: AlertLinkFacts,
): string | undefined {
  const said = links.flatMap(({ rule: { duration }, reading }) => [
    readDuration(duration),
    ...limitsOf({ reading, rule }),
    ...reading.windows,
  ]);
  if (said.includes(value)) return undefined;
  const own = rule.duration === undefined ? 'fires at once' : `fires after ${rule.duration}`;
  return `Change \`${text}\`: the rule of \`${rule.name}\` ${own}.`;
}

function thresholdFault(
  { text, value, unit }: RestatedFact,
  links: readonly AlertLinkFacts[],
  first: AlertLinkFacts,
): string | undefined {
  const limits = links.flatMap((link) => limitsOf({ reading: link.reading, rule: link.rule }));
  const said = [
    ...limits,
    ...links.flatMap(({ reading, rule }) => [...reading.windows, readDuration(rule.duration)]),
  ];
  if (limits.length === 0 || said.some((limit) => isSame(limit, value, unit))) return undefined;
  return `Change \`${text}\`: the rule of \`${first.rule.name}\` compares with ${limits.join(', ')}.`;
}

function limitsOf({ reading, rule }: Pick<AlertLinkFacts, 'reading' | 'rule'>): number[] {
  return [...reading.limits, ...rule.limits].map(({ value }) => value);
}

/** Rules count in seconds, bytes and shares of one; people in minutes, gigabytes and percent. */
const SCALES = [1, 60, 3_600, 86_400, 1e3, 1e6, 1e9, 1e12, 1_024, 1_024 ** 2, 1_024 ** 3, 1_024 ** 4, 0.001];

function isSame(limit: number, value: number, unit: string): boolean {
  const near = (scale: number): boolean =>
    Math.abs(limit - value * scale) <= 1e-9 * Math.max(1, Math.abs(limit));
  if (unit === '%' || unit === 'percent') return near(0.01) || near(1);
  const seconds = secondsOf(unit);
  if (seconds > 0 && unit !== 'd') return near(seconds) || near(seconds * 1000) || near(1);
  return near(0.01) || SCALES.some(near);
}

function readDuration(duration: string | undefined): number {
  if (duration === undefined) return 0;
  return [...duration.matchAll(/(\d{1,15})(ms|[smhdw])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * secondsOf(unit ?? ''),
    0,
  );
}
