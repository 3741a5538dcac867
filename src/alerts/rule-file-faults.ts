import { isMap, isScalar, isSeq } from 'yaml';
import type { Document, Scalar, YAMLMap } from 'yaml';
import { nearestName } from '../shell/nearest.ts';
import type { Fault } from '../runbook/finding.ts';
import { durationSeconds } from '../shell/queries/query-durations.ts';
import { RULES_VALID } from './alert-rule.ts';
import { isFilledLater } from './template-engines.ts';
import type { PlaceInFile, RuleGroup } from './rule-nodes.ts';
import { findPair, isMergeKey, listDoubledKeys, mapAt, resolved, textAt, textOf } from './yaml-nodes.ts';
import { words } from '../shell/words.ts';

/** Fields of a group: Prometheus' own, then those of Thanos, Mimir, Loki and VictoriaMetrics, whose files look the same. */
const GROUP_FIELDS = words(
  'name interval limit query_offset labels rules partial_response_strategy source_tenants evaluation_delay align_evaluation_time_on_interval concurrency type params headers notifier_headers eval_offset eval_delay eval_alignment tenant debug update_entries_limit extra_filter_labels remote_write',
);
/** Fields of a rule: Prometheus' own, then those of VictoriaMetrics. */
const RULE_FIELDS = words(
  'alert record expr for keep_firing_for labels annotations debug update_entries_limit',
);

/** `1h30m`, `90s`, `0`: each unit once, from the longest to the shortest. */
const DURATION = /^(?=.)(?:\d+y)?(?:\d+w)?(?:\d+d)?(?:\d+h)?(?:\d+m)?(?:\d+s)?(?:\d+ms)?$|^0$/;

/** What Prometheus refuses in the groups of one document: fields, names, durations, what stands beside what. */
export function groupFaults(groups: readonly RuleGroup[]): Fault[] {
  const seen = new Set<string>();
  return groups.flatMap(({ node, document, place }) => {
    const judge = judgeOf(place);
    const faults = fieldFaults(node, { known: GROUP_FIELDS, what: 'a group of rules', judge });
    const given = resolved(findPair(node, 'name')?.value, document);
    // With its blanks: `g` and `g ` are two groups.
    const name = isScalar(given) ? String(given.value) : '';
    const at = findPair(node, 'name')?.value ?? node.items[0]?.key;
    const limit = resolved(findPair(node, 'limit')?.value, document);
    if (isMap(limit) || isSeq(limit) || (isScalar(limit) && limit.value !== null && !isWhole(limit)))
      faults.push(judge('Write `limit` as a number without quotes.', limit));
    // A name of blanks is one, if a bad one: Prometheus loads it.
    if (!isNamed(node, document)) faults.push(judge('Give this group a `name`: it has none.', at));
    else if (seen.has(name))
      faults.push(judge(`Rename this group: \`${name}\` is already a group of this file.`, at));
    seen.add(name);
    faults.push(...durationFaults(node, ['interval', 'query_offset'], { document, judge }));
    faults.push(...nameFaults(node, 'labels', { document, judge }));
    const rules = findPair(node, 'rules')?.value;
    const list = resolved(rules, document);
    if (isScalar(list) ? list.value !== null : isMap(list))
      faults.push(judge('Write `rules` as a list: each rule begins with `-`.', rules));
    if (isSeq(list))
      for (const item of list.items)
        if (!isMap(resolved(item, document)) && !isNull(resolved(item, document)))
          faults.push(judge('Write this rule as `name: value` lines.', item));
    return faults;
  });
}

/** A `-` with nothing behind it: Prometheus passes over it. */
function isNull(node: unknown): boolean {
  return isScalar(node) && node.value === null;
}

/** `5`, `1_000`: fits in Go's whole numbers; a fraction is cut off. */
function isWhole({ value, source, type }: Scalar): boolean {
  if (typeof value === 'number') return Math.abs(value) < 2 ** 63;
  return type === 'PLAIN' && value === source && /^\d[\d_]{0,20}$/.test(source ?? '');
}

function isNamed(group: YAMLMap, document: Document): boolean {
  const name = resolved(findPair(group, 'name')?.value, document);
  return isScalar(name) && name.value !== null && name.value !== '';
}

/** What Prometheus refuses in one rule, beside its expression and its templates. */
export function ruleFieldFaults(node: YAMLMap, document: Document, place: PlaceInFile): Fault[] {
  const judge = judgeOf(place);
  const faults = fieldFaults(node, { known: RULE_FIELDS, what: 'a rule', judge });
  const isGiven = (field: string): boolean => (textAt(node, field, document) ?? '') !== '';
  const alert = isGiven('record') && !isGiven('alert') ? undefined : findPair(node, 'alert');
  // An empty one beside the other counts as none.
  const record = isGiven('alert') && !isGiven('record') ? undefined : findPair(node, 'record');
  const first = node.items[0]?.key;
  // A merge (`<<`) gives a rule what it names, as much as the rule's own lines do.
  const isBoth = (alert !== undefined && record !== undefined) || (isGiven('alert') && isGiven('record'));
  const own = record ?? alert;
  if (isBoth)
    faults.push(
      judge('Take `alert` or `record` out of this rule: it is one or the other.', own ? own.key : first),
    );
  if (!alert && !record && !isGiven('alert') && !isGiven('record'))
    faults.push(judge('Add `alert` or `record` to this rule: it has neither.', first));
  if (record && !isBoth) faults.push(...recordFaults(node, { document, judge }));
  faults.push(...durationFaults(node, ['for', 'keep_firing_for'], { document, judge }));
  for (const field of ['labels', 'annotations']) faults.push(...nameFaults(node, field, { document, judge }));
  return faults;
}

type Judge = (message: string, at: unknown) => Fault;

interface Judging {
  readonly document: Document;
  readonly judge: Judge;
}

/** Makes faults of nodes. */
export function judgeOf(place: PlaceInFile): Judge {
  return (message, at) => {
    const range = isScalar(at) || isMap(at) || isSeq(at) ? at.range : undefined;
    const [start = 0, end = 0] = range ?? [];
    return { ruleId: RULES_VALID, message, range: place(start, end) };
  };
}

function fieldFaults(
  node: YAMLMap,
  {
    known,
    what,
    judge,
  }: { readonly known: ReadonlySet<string>; readonly what: string; readonly judge: Judge },
): Fault[] {
  const doubled = listDoubledKeys(node);
  return [
    ...node.items.flatMap(({ key, value }) => {
      const name = textOf(key) ?? '';
      if (isMergeKey(key) && isScalar(value))
        return [judge('Write `<<` with a mapping, as in `<<: *shared`: a text has no fields.', value)];
      if (known.has(name) || isMergeKey(key)) return [];
      const nearest = nearestName(name, known);
      const hint = nearest === undefined ? '' : ` Did you mean \`${nearest}\`?`;
      return [judge(`Remove or rename \`${name}\`: ${what} has no such field.${hint}`, key)];
    }),
    ...doubled.map((key) =>
      judge(`Remove the second \`${String(key.value)}\`: it is already given above.`, key),
    ),
  ];
}

function recordFaults(node: YAMLMap, { document, judge }: Judging): Fault[] {
  const pair = findPair(node, 'record');
  const name = textAt(node, 'record', document) ?? '';
  const faults: Fault[] = [];
  if (name === '' || /[{}]/.test(name))
    faults.push(
      judge(
        `Change \`record\`: \`${name}\` is not the name of a metric like \`job:requests:rate5m\`.`,
        pair?.value ?? pair?.key,
      ),
    );
  for (const field of ['for', 'keep_firing_for', 'annotations']) {
    const found = findPair(node, field);
    const value = resolved(found?.value, document);
    const isEmpty = (isMap(value) && value.items.length === 0) || (isScalar(value) && isNothing(value.value));
    if (found && !isEmpty)
      faults.push(judge(`Remove \`${field}\`: a recording rule raises nothing.`, found.key));
  }
  if (!textAt(node, 'expr', document))
    faults.push(judge('Add `expr`: without an expression this rule records nothing.', pair?.key));
  return faults;
}

/** No text, and no time: Prometheus cannot tell them from a field that is not there. */
function isNothing(value: unknown): boolean {
  return value === null || value === '' || /^0(?:ms|[smhdwy])?$/.test(String(value));
}

/** What fits in Go's durations: 2^63 nanoseconds. */
const LONGEST_SECONDS = 2 ** 63 / 1e9;

function durationFaults(node: YAMLMap, fields: readonly string[], { document, judge }: Judging): Fault[] {
  return fields.flatMap((field) => {
    const pair = findPair(node, field);
    const value = resolved(pair?.value, document);
    if (!pair || (isScalar(value) && value.value === null)) return [];
    // As it is written: `00` and `-0` are no numbers to Prometheus, and `0` is one.
    const text = isScalar(value)
      ? ((typeof value.value === 'number' ? value.source : undefined) ?? String(value.value))
      : '';
    if (isFilledLater(text)) return [];
    if (DURATION.test(text))
      return (durationSeconds(text) ?? 0) < LONGEST_SECONDS
        ? []
        : [judge(`Shorten \`${field}\`: \`${text}\` is longer than Prometheus can count.`, pair.value)];
    return [
      judge(`Change \`${field}\`: \`${text}\` is not a duration like \`5m\` or \`1h30m\`.`, pair.value),
    ];
  });
}

const NOUNS: Readonly<Record<string, string>> = { labels: 'the label', annotations: 'the annotation' };

function nameFaults(node: YAMLMap, field: string, { document, judge }: Judging): Fault[] {
  const pair = findPair(node, field);
  const value = resolved(pair?.value, document);
  if (!pair || (isScalar(value) && value.value === null)) return [];
  if (!isMap(value)) return [judge(`Write \`${field}\` as \`name: value\` lines.`, pair.value ?? pair.key)];
  const map = mapAt(node, field, document);
  const doubled = map ? listDoubledKeys(map) : [];
  return [
    ...doubled.map((key) =>
      judge(`Remove the second \`${String(key.value)}\`: it is already given above.`, key),
    ),
    ...value.items.flatMap(({ key, value: text }) => {
      const name = textOf(key) ?? (isScalar(key) ? String(key.value) : '');
      const inner = resolved(text, document);
      if (isMergeKey(key))
        return isScalar(text)
          ? [judge('Write `<<` with a mapping, as in `<<: *shared`: a text has no fields.', text)]
          : [];
      if (name === '') return [judge(`Give ${NOUNS[field] ?? field} here a name: it has none.`, key)];
      if (field === 'labels' && name === '__name__')
        return [
          judge('Rename `__name__`: it is the name of the metric, and no label that a rule may set.', key),
        ];
      if (isMap(inner) || isSeq(inner))
        return [judge(`Write \`${name}\` as one text: it is a ${isMap(inner) ? 'mapping' : 'list'}.`, text)];
      return [];
    }),
  ];
}
