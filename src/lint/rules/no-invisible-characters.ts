import { editInSnippet, placeInSnippet } from '../../runbook/read/snippet-place.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import type { Rule } from '../rule.ts';
import { scanZones, type Zone } from '../../shell/zones.ts';
import { isShell } from '../../runbook/languages.ts';

interface Invisible {
  readonly characters: RegExp;
  readonly what: string;
  /** What belongs there, where it is one thing. */
  readonly put: string | undefined;
}

/**
 * Characters that look like nothing, or like another, and make a pasted command fail or do something else.
 * Bidirectional controls: https://trojansource.codes; zero-width and spaces: Unicode's general categories Cf and Zs.
 */
const INVISIBLE: readonly Invisible[] = [
  {
    characters: /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g,
    what: 'a character that turns the direction of text',
    put: '',
  },
  { characters: /[\u200B-\u200D\u2060\uFEFF\u00AD\u180E]/g, what: 'a character without width', put: '' },
  { characters: /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g, what: 'a space that is not a space', put: ' ' },
];

/** Typographic characters that a word processor puts in the place of what was typed; wrong in commands alone. */
const TYPOGRAPHIC: readonly Invisible[] = [
  { characters: /[\u201C\u201D\u201E]/g, what: 'a typographic double quote', put: '"' },
  { characters: /[\u2018\u2019\u201A]/g, what: 'a typographic single quote', put: "'" },
  // Match `ls –a` and `kubectl get –all`; not the dash of a sentence, which has a space on both sides.
  { characters: /(?<=\s)[\u2013\u2014](?=\w(?!\w))/g, what: 'a long dash', put: '-' },
  { characters: /(?<=\s)[\u2013\u2014](?=\w\w)/g, what: 'a long dash', put: '--' },
];

export const noInvisibleCharacters: Rule = {
  id: 'no-invisible-characters',
  summary: 'Keep characters out of commands that nobody can see',
  level: 'error',
  check({ page }, report) {
    for (const snippet of page.snippets) {
      if (snippet.isOutput || snippet.attributes['ignore'] === 'true') continue;
      const wanted = snippet.isRunnable ? [...INVISIBLE, ...TYPOGRAPHIC] : INVISIBLE;
      for (const { what, start, end, put } of find(snippet, wanted)) {
        const range = placeInSnippet(page, snippet, [start, end]);
        const code = snippet.code.codePointAt(start)?.toString(16).toUpperCase().padStart(4, '0') ?? '';
        const mend = put ? `Write \`${put}\`` : 'Remove it';
        const at = put === undefined ? undefined : editInSnippet(page, snippet, [start, end]);
        const fix = at && put !== undefined ? { fix: [{ ...at, text: put }] } : {};
        report(`${mend}: there is ${what} here (U+${code}).`, range, fix);
      }
    }
  },
};

function find({ code, language }: Snippet, wanted: readonly Invisible[]) {
  const zones = isShell(language) && hasTypographic.test(code) ? scanZones(code) : [];
  return wanted.flatMap((one) =>
    [...code.matchAll(one.characters)]
      .filter(({ index }) => !isInDrawing(code, index))
      .filter(({ index }) => !TYPOGRAPHIC.includes(one) || !isText(code, index, zones[index]))
      .map((match) => ({
        what: one.what,
        put: one.put,
        start: match.index,
        end: match.index + match[0].length,
      })),
  );
}

/** `tree` prints such spaces between its lines, and nobody pastes them. */
function isInDrawing(code: string, index: number): boolean {
  const start = code.lastIndexOf('\n', index - 1) + 1;
  return /^[\s\u00A0]*[\u2500-\u257F]/.test(code.slice(start).split('\n', 1)[0] ?? '');
}

const hasTypographic = /[\u2018-\u201E\u2013\u2014]/;

/** What people read and no shell: a comment, and the apostrophe of a word in quotes. */
function isText(code: string, index: number, zone: Zone | undefined): boolean {
  if (zone === 'comment') return true;
  return (
    (zone === 'single' || zone === 'double') && /^[a-z]\u2019[a-z]/i.test(code.slice(index - 1, index + 2))
  );
}
