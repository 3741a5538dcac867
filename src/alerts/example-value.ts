import { fits } from '../runbook/schema/params.ts';
import type { Param } from '../runbook/schema/params.ts';

/** Values as they are in the world, the most usual first. */
const USUAL = [
  'prod',
  'api-7',
  '7',
  '42',
  '10.0.0.7',
  '10.0.0.7:9100',
  'api.example.com',
  'https://api.example.com/',
];

/** A value that a param takes: its default, a usual one, or one made from its pattern; undefined when none is found. */
export function exampleValue(param: Param): string | undefined {
  const tried = [...(param.default === undefined ? [] : [param.default]), ...USUAL];
  return tried.find((value) => fits(param, value)) ?? fitting(param, shortestMatch(param.pattern));
}

function fitting(param: Param, value: string | undefined): string | undefined {
  return value !== undefined && fits(param, value) ? value : undefined;
}

interface Reading {
  readonly source: string;
  at: number;
}

/** A short text that a simple regular expression matches; what is not simple is tried as it stands. */
function shortestMatch(source: string): string | undefined {
  const reading = { source, at: 0 };
  const text = alternatives(reading);
  return reading.at === source.length ? text : undefined;
}

/** The first branch counts; the others are read to know where they end. */
function alternatives(reading: Reading): string {
  const first = sequence(reading);
  while (reading.source[reading.at] === '|') {
    reading.at += 1;
    sequence(reading);
  }
  return first;
}

function sequence(reading: Reading): string {
  let text = '';
  while (reading.at < reading.source.length && !/[|)]/.test(reading.source[reading.at] ?? ''))
    text += repeated(atom(reading), reading);
  return text;
}

function atom(reading: Reading): string {
  const rest = reading.source.slice(reading.at);
  const group = /^\((?:\?:|\?<\w+>)?/.exec(rest)?.[0];
  if (group !== undefined) {
    reading.at += group.length;
    const inner = alternatives(reading);
    reading.at += 1;
    return inner;
  }
  const token = /^(?:\[\^?\]?(?:\\.|[^\]\\])*\]|\\.|[\s\S])/.exec(rest)?.[0] ?? '';
  reading.at += token.length;
  if (token === '^' || token === '$') return '';
  if (token.length === 1 && token !== '.') return token;
  // Any member of a class, or of `\d` and its like, will do.
  const isOne = new RegExp(`^${token}$`);
  return (
    [...'a1A-_./:@ '].find((character) => isOne.test(character)) ??
    allMembers.find((c) => isOne.test(c)) ??
    ''
  );
}

/** Every character that can be typed on a plain keyboard. */
const allMembers = Array.from({ length: 95 }, (_, at) => String.fromCharCode(32 + at));

function repeated(text: string, reading: Reading): string {
  const count = /^(?:[*+?]|\{(\d+)(?:,\d*)?\})\??/.exec(reading.source.slice(reading.at));
  if (!count) return text;
  reading.at += count[0].length;
  const least = count[1] === undefined ? (count[0].startsWith('+') ? 1 : 0) : Number(count[1]);
  return text.repeat(Math.min(least, 100));
}
