import { toString } from 'mdast-util-to-string';
import type { Range } from '../runbook/finding.ts';
import type { Page } from '../runbook/read/parse.ts';
import { rangeOf } from '../runbook/read/snippet.ts';
import { rangeBetween } from '../runbook/read/source-text.ts';
import { walk } from '../runbook/read/walk.ts';

/** What a page says of an alert in its own words: a time that must pass, or a number that must be passed. */
export interface RestatedFact {
  readonly kind: 'duration' | 'threshold';
  /** As it stands in the page: `10 minutes`, `5 %`. */
  readonly text: string;
  /** In seconds for a duration; the number as written for a threshold. */
  readonly value: number;
  /** What follows the number of a threshold: `%`, `s`, `GB`, or nothing. */
  readonly unit: string;
  /** The sentence that it stands in. */
  readonly sentence: string;
  readonly range: Range | undefined;
}

/** A sentence that says when an alert is raised: "It fires when …", "the threshold is …". */
const TELLS_WHEN =
  /\b(?:fires?|is raised|triggers|threshold|alerts? (?:when|above|over|below|at|after))\b|\bfor:|confirms the alert/i;
/** One that says what happens later, or what to do then. */
const TELLS_MORE =
  /\b(?:again|clears?|cleared|resolves?|resolved|escalat\w*|wait|still|until|silence\w*|ago|within|if|once)\b/i;

// Match `for 10 minutes`, `after 5m`, `for more than 2 hours`, `for: 10m`; not `for 3 pods`.
const DURATION =
  /\b(?:for:?|after|lasts?|longer than)\s+(?:(?:more|longer)\s+than\s+|at\s+least\s+|over\s+|about\s+)?(\d+(?:\.\d+)?\s?(?:seconds?|secs?|minutes?|mins?|hours?|days?|weeks?|[smhdw]))\b/gi;
// Match `above 100`, `over 5 %`, `more than 1.5 GB`, `>= 3`, `threshold of 60 s`; not `for more than 10 minutes`.
const THRESHOLD =
  /(?<!\bfor\s)(?:\b(?:above|over|more than|greater than|exceeds?|beyond|below|under|less than|fewer than|at least|reaches|threshold(?: of| is|:)?)|[<>]=?)\s+(\d[\d,]*(?:\.\d+)?)\s?(%|percent\b|[a-zA-Z]+\b)?/g;

/** Everything of that kind that a page says in its prose. */
export function listRestatedFacts({ tree, text }: Page): RestatedFact[] {
  const facts: RestatedFact[] = [];
  walk(tree, (node) => {
    if (node.type !== 'paragraph' && node.type !== 'tableCell') return;
    const prose = toString(node);
    if (!TELLS_WHEN.test(prose)) return;
    const range = rangeOf(node);
    for (const sentence of prose.split(/(?<=[.!?])\s+/)) {
      if (!TELLS_WHEN.test(sentence) || TELLS_MORE.test(sentence)) continue;
      for (const fact of factsIn(sentence)) facts.push({ ...fact, range: placeOf(fact.text, range, text) });
    }
  });
  return facts;
}

function factsIn(sentence: string): Omit<RestatedFact, 'range'>[] {
  const durations = [...sentence.matchAll(DURATION)].map(([, text = '']) => {
    const [, count = '', unit = ''] = /^([\d.]{1,30})\s?(\w+)$/.exec(text) ?? [];
    return { kind: 'duration' as const, text, value: Number(count) * secondsOf(unit), unit: 's', sentence };
  });
  const thresholds = [...sentence.matchAll(THRESHOLD)].map(([, count = '', unit = '']) => ({
    kind: 'threshold' as const,
    text: unit === '%' || secondsOf(unit) > 0 ? `${count} ${unit}` : count,
    value: Number(count.replaceAll(',', '')),
    unit,
    sentence,
  }));
  return [...durations, ...thresholds];
}

const UNITS: readonly (readonly [RegExp, number])[] = [
  [/^(ms|milliseconds?)$/i, 0.001],
  [/^s(ec(ond)?s?)?$/i, 1],
  [/^m(in(ute)?s?)?$/i, 60],
  [/^h(ours?)?$/i, 3_600],
  [/^d(ays?)?$/i, 86_400],
  [/^w(eeks?)?$/i, 604_800],
];

/** How many seconds a unit of time has; 0 for what is no such unit. */
export function secondsOf(unit: string): number {
  return UNITS.find(([name]) => name.test(unit))?.[1] ?? 0;
}

/** The place of the words where the source holds them as they read; else the paragraph. */
function placeOf(words: string, range: Range | undefined, text: string): Range | undefined {
  if (!range) return undefined;
  const at = text.slice(range.start.offset, range.end.offset).indexOf(words);
  return at < 0 ? range : rangeBetween(text, range.start.offset + at, range.start.offset + at + words.length);
}
