import { stringify } from 'yaml';
import { readSignOffFile } from '../runbook/records/sign-offs.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Quarter } from './quarter.ts';

/** A sign-off as its one line: what stands on one line is kept or taken whole when git merges. */
export function renderSignOff({ runbook, at, by, commit, content, ...rest }: SignOff): string {
  const { findings, links, snippets, alerts, questions, known, approval, seen, missing, note, despite } =
    rest;
  const order = {
    runbook,
    at,
    by,
    commit,
    content,
    findings,
    links,
    snippets,
    alerts,
    questions,
    known,
    approval,
    seen,
    missing,
    note,
    despite,
  };
  const text = stringify(order, { collectionStyle: 'flow', lineWidth: 0, keepUndefined: false });
  return `- ${text.trim()}`;
}

/** A file of sign-offs that has none yet. */
export function emptySignOffs({ id, start, end }: Quarter): string {
  return `# Sign-offs of ${start} to ${end}, one line each, by runbook. \`opsbook review sign\` adds lines; none is ever changed.
quarter: ${id}
sign-offs:
`;
}

/**
 * Adds a sign-off in its place, and touches no other line.
 * @returns undefined when the file is not as opsbook writes it, and so is better left alone
 */
export function addSignOff(text: string, signOff: SignOff): string | undefined {
  const line = { line: renderSignOff(signOff), key: keyOf(signOff.runbook, signOff.at) };
  const added = insertLines(text, [line]);
  const before = readSignOffFile({ path: '', text, faults: [] }).signOffs.length;
  const after = readSignOffFile({ path: '', text: added, faults: [] });
  return after.signOffs.length === before + 1 && after.faults.length === 0 ? added : undefined;
}

/**
 * Gives every runbook a line of its own to be signed under. Two people who sign different ones then change
 * lines with another between them, and any git merges that.
 */
export function addPlaces(text: string, ids: readonly string[]): string {
  const lines = new Set(text.split(/\r?\n/));
  const missing = ids.filter((id) => !lines.has(`  ${place(id)}`));
  return insertLines(
    text,
    missing.map((id) => ({ line: place(id), key: keyOf(id, '') })),
  );
}

const place = (id: string): string => `#: ${id}`;
const keyOf = (runbook: string, at: string): string => `${runbook}\0${at}`;

interface Placed {
  readonly line: string;
  readonly key: string;
}

/** Puts lines in their places, each below the last line whose key is no greater. */
function insertLines(text: string, added: readonly Placed[]): string {
  const lines = text.replace(/^sign-offs: *\[ *\] *$/m, 'sign-offs:').split('\n');
  const head = lines.findIndex((one) => /^sign-offs:/.test(one));
  if (head < 0) return text;
  const ending = lines[head]?.endsWith('\r') ? '\r' : '';
  const waiting = added.toSorted((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  // What is neither an entry nor a place belongs to the entry above it; empty lines belong to what is below them.
  const groups: { readonly key: string | undefined; readonly lines: string[] }[] = [];
  let empty: string[] = [];
  for (const one of lines.slice(head + 1)) {
    const key = one.trim() === '' ? undefined : keyOfLine(one);
    const group = groups.at(-1);
    if (one.trim() === '') empty.push(one);
    else if (key === undefined && group) group.lines.push(...empty.splice(0), one);
    else {
      groups.push({ key, lines: [...empty, one] });
      empty = [];
    }
  }
  const out = lines.slice(0, head + 1);
  const put = ({ line }: Placed): void => void out.push(`  ${line}${ending}`);
  const places = placesOf(waiting, groups);
  for (const one of places.get(-1) ?? []) put(one);
  for (const [index, group] of groups.entries()) {
    out.push(...group.lines);
    for (const one of places.get(index) ?? []) put(one);
  }
  return [...out, ...empty].join('\n');
}

/** The group after which each line goes: the last one whose key is no greater, wherever somebody has put that. */
function placesOf(
  sorted: readonly Placed[],
  groups: readonly { readonly key: string | undefined }[],
): ReadonlyMap<number, readonly Placed[]> {
  // For each group, the least key from there to the end: where the last one is whose key is not greater.
  const least: string[] = [];
  for (let index = groups.length - 1, key = '\uFFFF'; index >= 0; index -= 1) {
    const own = groups[index]?.key;
    if (own !== undefined && own < key) key = own;
    least[index] = key;
  }
  const places = new Map<number, Placed[]>();
  let behind = -1;
  for (const one of sorted) {
    while (behind + 1 < groups.length && (least[behind + 1] ?? '') <= one.key) behind += 1;
    places.set(behind, [...(places.get(behind) ?? []), one]);
  }
  return places;
}

/** Matches `  - { runbook: shop/a, at: 2026-10-01T09:00:00Z, …` and `  #: shop/a`, not `    by: Ann`. */
function keyOfLine(line: string): string | undefined {
  const own = /^ *#: (.*?)\r?$/.exec(line)?.[1];
  if (own !== undefined) return keyOf(own, '');
  const entry = /^ *- (?:\{ ?)?runbook: ("[^"]*"|'[^']*'|[^,}\r]+)(?:, at: ([^,}]+))?/.exec(line);
  return entry ? keyOf((entry[1] ?? '').replace(/^(["'])(.*)\1$/, '$2').trim(), entry[2] ?? '') : undefined;
}
