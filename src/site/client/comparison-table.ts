import type { ComparedLine } from '../../run/compared-line.ts';

/** A comparison as a person reads it: a verdict, and every line with a word for it. */
export interface LinesCompared {
  readonly isMatch: boolean;
  /** The expected text is a sample, and an output may differ from it. */
  readonly isLike?: boolean | undefined;
  readonly lines: readonly { readonly kind: ComparedLine['kind']; readonly text: string }[];
  /** Lines that are not among those. */
  readonly more: number;
}

const WORDS: Readonly<Record<ComparedLine['kind'], string>> = {
  fits: 'fits',
  absent: 'left out',
  missing: 'missing',
  unexpected: 'unexpected',
};

/** More lines than this are a log, not an answer; the rest is counted. */
const MOST_SHOWN = 200;

/** Shows an output beside what was expected, line by line. */
export function comparisonTable({ isMatch, isLike, lines, more }: LinesCompared): HTMLElement[] {
  const verdict = document.createElement('p');
  const wrong = lines.filter(({ kind }) => kind === 'missing' || kind === 'unexpected').length;
  const count = `${wrong === 1 ? '1 line does' : `${wrong} lines do`} not fit.`;
  const fits = isLike && wrong > 0 ? `It is like the sample, though ${count}` : 'All of it fits.';
  const differs = isLike
    ? `It is not like the sample: ${wrong > 0 ? count : 'what is asked for is missing.'}`
    : count;
  verdict.textContent = isMatch ? fits : differs;
  verdict.className = isMatch ? 'verdict is-good' : 'verdict';
  const table = document.createElement('table');
  table.append(...lines.slice(0, MOST_SHOWN).map(renderLine));
  const rest = more + Math.max(0, lines.length - MOST_SHOWN);
  if (rest === 0) return [verdict, table];
  const left = document.createElement('p');
  left.textContent = `${rest} more lines are not shown.`;
  return [verdict, table, left];
}

function renderLine({ kind, text: words }: LinesCompared['lines'][number]): HTMLElement {
  const row = document.createElement('tr');
  row.className = `line-${kind}`;
  const word = document.createElement('th');
  word.scope = 'row';
  word.textContent = WORDS[kind];
  const text = document.createElement('td');
  const code = document.createElement('code');
  code.textContent = words;
  text.append(code);
  row.append(word, text);
  return row;
}
