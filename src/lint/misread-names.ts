import { distance } from 'fastest-levenshtein';
import type { Range } from '../runbook/finding.ts';
import { parserOf } from '../runbook/languages.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { placeInSnippet } from '../runbook/read/snippet-place.ts';
import { linksOf } from './alert-facts.ts';
import type { AlertFacts } from './alert-facts.ts';

/** A metric or label in a runbook's query that is nearly one of its alert's rule. */
export interface MisreadName {
  readonly what: 'metric' | 'label';
  readonly name: string;
  /** What the rule has. */
  readonly meant: string;
  readonly range: Range | undefined;
}

/** Looks through a runbook's PromQL and LogQL for names that differ from those of its alerts' rules by a letter or two. */
export function listMisreadNames(runbook: Runbook, alerts: AlertFacts): MisreadName[] {
  if (!runbook.snippets.some((snippet) => /^(promql|logql)$/.test(parserOf(snippet.language) ?? '')))
    return [];
  const readings = linksOf(runbook, alerts).map(({ reading }) => reading);
  const metrics = new Set(readings.flatMap((reading) => [...reading.metrics]));
  const labels = new Set(readings.flatMap((reading) => [...reading.labelNames]));
  return runbook.snippets.flatMap((snippet) => {
    const language = parserOf(snippet.language);
    if (language !== 'promql' && language !== 'logql') return [];
    const place = (name: string): Range | undefined => {
      const at = snippet.code.search(new RegExp(`(?<![\\w:])${name}(?![\\w:])`));
      return at < 0 ? snippet.range : placeInSnippet(runbook, snippet, [at, at + name.length]);
    };
    return snippet.code.split(/\n\s*\n/).flatMap((query) => {
      const own = alerts.readExpression(query);
      const isAbout = [...own.metrics].some((metric) => metrics.has(metric));
      const misread = (
        what: MisreadName['what'],
        names: Iterable<string>,
        known: ReadonlySet<string>,
      ): MisreadName[] =>
        [...names].flatMap((name) => {
          const meant = known.has(name) ? undefined : [...known].find((candidate) => isSlip(name, candidate));
          return meant === undefined ? [] : [{ what, name, meant, range: place(name) }];
        });
      return [
        // What every rule reads is asked last: it takes reading the expressions of all of them.
        ...misread('metric', own.metrics, metrics).filter(({ name }) => !metricsOf(alerts).has(name)),
        // A query of other metrics may have other labels.
        ...(isAbout ? misread('label', own.labelNames, labels) : []),
      ];
    });
  });
}

/** This is asked for every runbook, so it is collected once for each book. */
const collected = new WeakMap<AlertFacts, ReadonlySet<string>>();

/** Every metric that any rule of the book reads: none of them is a slip. */
function metricsOf(alerts: AlertFacts): ReadonlySet<string> {
  const known = collected.get(alerts) ?? new Set(alerts.links.flatMap(({ reading }) => [...reading.metrics]));
  collected.set(alerts, known);
  return known;
}

/** Shorter words are different words, not slips: `min` and `max`, `sum` and `sub`. */
const SHORTEST = 5;

/** Whether two names differ in one of their words only, and there by a slip of a finger. */
function isSlip(name: string, other: string): boolean {
  const [a, b] = [name.split(/[_:]/), other.split(/[_:]/)];
  if (a.length !== b.length) return false;
  const different = a.flatMap((word, at) => (word === b[at] ? [] : [[word, b[at] ?? ''] as const]));
  const [pair] = different;
  if (!pair || different.length > 1) return false;
  const [word, meant] = pair;
  return (
    Math.min(word.length, meant.length) >= SHORTEST - 1 &&
    distance(word, meant) <= (meant.length > SHORTEST ? 2 : 1)
  );
}
