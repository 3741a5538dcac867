import { meaningOf } from './fields.ts';
import { trimMarks } from '../runbook/words/trim-marks.ts';

/** A line of a log or a notification: its fields, and what is left. */
export interface PastedLine {
  readonly fields: readonly (readonly [name: string, value: string])[];
  readonly rest: string;
  /** A line of a stack trace that says where, not what. */
  readonly isFrame: boolean;
}

// Matches `level=error`, `msg="two words"`, `"err": "x"`; not `error: two words`, `cluster "a": two words`.
const PAIR =
  /(?:(?<![\w.])([A-Za-z_@][\w.@-]{0,40})=("(?:[^"\\]|\\.)*"|'[^']*'|[^\s,;)}\]]+)|"([A-Za-z_@][\w.@ -]{0,40})"\s*:\s*("(?:[^"\\]|\\.)*"|-?\d[\d.]*|true|false|null))/g;

// Matches `Reason:  OOMKilled`, ` • *namespace:* `prod``, `| Summary: text`; not `10:20:30 text`.
const LABELLED = /^[\s•·*>|–-]*[*_`]{0,2}([A-Za-z@][\w .@/-]{0,30}?)[*_`]{0,2}:[*_`]{0,2}\s+(\S.*)$/;

// Matches `	at com.acme.Handler.handle(Handler.java:10)`, `  File "a.py", line 3, in run`, `goroutine 1 [running]:`.
const FRAME =
  /^\s*(?:at\s+\S|File "|\.{3} \d+ more|goroutine \d|created by |#\d+ |\d+: 0x|\/?\S+\.(?:go|rb|js|ts|rs|php|ex|c|cc):\d+)/;

/** Takes one line apart. */
export function readLine(line: string): PastedLine {
  const fields: [string, string][] = [];
  const rest = line.replace(PAIR, (...[, bare, value, quoted, json]: (string | undefined)[]) => {
    fields.push([bare ?? quoted ?? '', unquote(value ?? json ?? '')]);
    return ' ';
  });
  const [, name, value] = LABELLED.exec(rest) ?? [];
  if (name === undefined || value === undefined) return { fields, rest, isFrame: FRAME.test(line) };
  if (!isField(name, value)) return { fields, rest, isFrame: false };
  return {
    fields: [...fields, [name.trim(), trimMarks(value, '`*_')]],
    rest: '',
    isFrame: false,
  };
}

/**
 * A few words before a colon are a field when they are known to be one; a single word is one where it looks like a
 * label. Before a sentence that word is who speaks, as in `kubelet: failed to pull the image`, or a part of what is
 * said.
 */
function isField(name: string, value: string): boolean {
  if (meaningOf(name.trim()) !== 'context' || LABEL.test(name)) return true;
  return /^[a-z][\w./-]*$/.test(name) && !isSentence(value);
}

/** `failed to pull image`, `no space left on device`; not `prod`, `api-7d4b9 api-8c1d2 api-9e3f4 api-1a2b3`. */
function isSentence(value: string): boolean {
  const words = value.slice(0, LONGEST_LINE_READ).split(/\s+/, 12);
  return words.filter((word) => /^\p{L}+[,.;:]?$/u.test(word)).length >= WORDS_OF_SENTENCE;
}

const LONGEST_LINE_READ = 400;
const WORDS_OF_SENTENCE = 4;

// The words before a colon in `kubectl describe` and chat notifications that are labels.
const LABEL =
  /^(?:name|namespace|node|pod|job|service|cluster|container|instance|deployment|region|environment|env|team|app|application|host|component|controlled by)$/i;

function unquote(value: string): string {
  if (!/^["'].*["']$/.test(value)) return value;
  return value.slice(1, -1).replace(/\\n/g, '\n').replace(/\\(.)/g, '$1');
}
