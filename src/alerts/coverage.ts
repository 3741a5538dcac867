import type { Runbook } from '../runbook/read/parse.ts';
import type { RuleSource } from './alert-rule.ts';
import type { AlertContract, AlertLink } from './contract.ts';
import { lookUp } from '../shell/look-up.ts';

/**
 * Where an alert leads the person whom it wakes: `covered` by a runbook of this book, `elsewhere`, to none because it
 * needs none (`exempt`), or to none though it should (`missing`).
 */
export const COVERAGE_STATES = ['covered', 'elsewhere', 'missing', 'exempt'] as const;
export type CoverageState = (typeof COVERAGE_STATES)[number];

/** One alert of the table; rules of one name are one alert, whatever their severities. */
export interface CoveredAlert {
  readonly name: string;
  readonly state: CoverageState;
  readonly severities: readonly string[];
  readonly team: string;
  readonly service: string;
  readonly runbooks: readonly { readonly id: string; readonly title: string }[];
  /** The link as it is written in the first rule that has one. */
  readonly url: string | undefined;
  /** Set where its rules are made from a source that is read as far as it can be: not all of it is known. */
  readonly readFrom: RuleSource | undefined;
  readonly rules: readonly { readonly path: string; readonly line: number; readonly severity: string }[];
}

/** How many alerts of a team or a severity have a runbook. */
export interface CoverageCount {
  readonly name: string;
  readonly alerts: number;
  readonly covered: number;
  readonly missing: number;
}

export interface Coverage {
  readonly alerts: readonly CoveredAlert[];
  readonly total: CoverageCount;
  readonly byTeam: readonly CoverageCount[];
  readonly bySeverity: readonly CoverageCount[];
}

/** The coverage of a book: every alert with its runbooks, what is missing first, and counts by team and severity. */
export function readCoverage({ links }: Pick<AlertContract, 'links'>): Coverage {
  const alerts = [...Map.groupBy(links, ({ rule }) => rule.name)]
    .map(([name, own]) => toAlert(name, own))
    .sort((a, b) => order(a) - order(b) || (a.name < b.name ? -1 : 1));
  return {
    alerts,
    total: countOf('all', alerts),
    byTeam: countBy(alerts, ({ team }) => [team]),
    bySeverity: countBy(alerts, ({ severities }) => severities),
  };
}

const ORDER: Readonly<Record<CoverageState, number>> = { missing: 0, elsewhere: 1, covered: 2, exempt: 3 };
const order = ({ state }: CoveredAlert): number => ORDER[state];

function toAlert(name: string, links: readonly AlertLink[]): CoveredAlert {
  const runbooks = [...new Set(links.flatMap(({ named, linked }) => [...named, ...linked]))];
  const label = (key: string): string =>
    links.map(({ rule }) => lookUp(rule.labels, key) ?? '').find((value) => value !== '') ?? '';
  return {
    name,
    state: stateOf(links, runbooks),
    severities: [...new Set(links.map(({ rule }) => rule.labels['severity'] ?? ''))],
    team: label('team') || label('owner'),
    service: label('service'),
    runbooks: runbooks.map(({ id, title }) => ({ id, title })),
    url: links.find(({ annotation }) => annotation)?.annotation?.value,
    readFrom: links.find(({ rule }) => rule.readFrom)?.rule.readFrom,
    rules: links.map(({ rule: { path, range, labels } }) => ({
      path,
      line: range.start.line,
      severity: labels['severity'] ?? '',
    })),
  };
}

function stateOf(links: readonly AlertLink[], runbooks: readonly Runbook[]): CoverageState {
  if (runbooks.length > 0) return 'covered';
  if (
    links.some(
      ({ landing }) =>
        landing?.kind === 'elsewhere' || landing?.kind === 'untold' || landing?.kind === 'page',
    )
  )
    return 'elsewhere';
  return links.every(({ isExempt }) => isExempt) ? 'exempt' : 'missing';
}

function countBy(
  alerts: readonly CoveredAlert[],
  keysOf: (alert: CoveredAlert) => readonly string[],
): CoverageCount[] {
  const groups = new Map<string, CoveredAlert[]>();
  for (const alert of alerts)
    for (const key of keysOf(alert)) groups.set(key, [...(groups.get(key) ?? []), alert]);
  return [...groups]
    .map(([name, own]) => countOf(name, own))
    .sort((a, b) => b.missing - a.missing || (a.name < b.name ? -1 : 1));
}

/** Alerts that need no runbook count in no total. */
function countOf(name: string, alerts: readonly CoveredAlert[]): CoverageCount {
  const asked = alerts.filter(({ state }) => state !== 'exempt');
  return {
    name,
    alerts: asked.length,
    covered: asked.filter(({ state }) => state === 'covered').length,
    missing: asked.filter(({ state }) => state === 'missing').length,
  };
}
