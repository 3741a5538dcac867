import { stringify } from 'yaml';
import { readSignOffFile } from '../runbook/records/sign-offs.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Quarter } from './quarter.ts';

/** A sign-off as its one line: what stands on one line is kept or taken whole when git merges. */
export function renderSignOff({ runbook, at, by, commit, content, ...rest }: SignOff): string {
  const { findings, links, snippets, questions, seen, note, despite } = rest;
  const order = {
    runbook,
    at,
    by,
    commit,
    content,
    findings,
    links,
    snippets,
    questions,
    seen,
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
  const added = insertLine(text, renderSignOff(signOff), keyOf(signOff.runbook, signOff.at));
  const before = readSignOffFile({ path: '', text, faults: [] }).signOffs.length;
  const after = readSignOffFile({ path: '', text: added, faults: [] });
  return after.signOffs.length === before + 1 && after.faults.length === 0 ? added : undefined;
}

/**
 * Gives every runbook a line of its own to be signed under. Two people who sign different ones then change
 * lines with another between them, and any git merges that.
 */
export function addPlaces(text: string, ids: readonly string[]): string {
  const missing = ids.filter((id) => !text.split(/\r?\n/).includes(`  ${place(id)}`));
  return missing.reduce((so, id) => insertLine(so, place(id), keyOf(id, '')), text);
}

const place = (id: string): string => `#: ${id}`;
const keyOf = (runbook: string, at: string): string => `${runbook}\0${at}`;

function insertLine(text: string, line: string, key: string): string {
  const lines = text.replace(/^sign-offs: *\[ *\] *$/m, 'sign-offs:').split('\n');
  const head = lines.findIndex((one) => /^sign-offs:/.test(one));
  if (head < 0) return text;
  let after = head;
  let known: string | undefined;
  for (const [index, one] of lines.entries()) {
    if (index <= head || one.trim() === '') continue;
    // What is neither an entry nor a place belongs to the entry above it.
    known = keyOfLine(one) ?? known;
    if (known !== undefined && known <= key) after = index;
  }
  const ending = lines[head]?.endsWith('\r') ? '\r' : '';
  return lines.toSpliced(after + 1, 0, `  ${line}${ending}`).join('\n');
}

/** Matches `  - { runbook: shop/a, at: 2026-10-01T09:00:00Z, …` and `  #: shop/a`, not `    by: Ann`. */
function keyOfLine(line: string): string | undefined {
  const own = /^ *#: (.*?)\r?$/.exec(line)?.[1];
  if (own !== undefined) return keyOf(own, '');
  const entry = /^ *- (?:\{ ?)?runbook: ("[^"]*"|'[^']*'|[^,}\r]+)(?:, at: ([^,}]+))?/.exec(line);
  return entry ? keyOf((entry[1] ?? '').replace(/^(["'])(.*)\1$/, '$2').trim(), entry[2] ?? '') : undefined;
}
