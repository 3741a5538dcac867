import { sayMeaning } from '../../run/meaning.ts';
import { compareOutput, parseExpectation } from '../../run/expect.ts';
import type { ComparedLine } from '../../run/compared-line.ts';
import type { Comparison } from '../../run/expect.ts';

const WORDS: Readonly<Record<ComparedLine['kind'], string>> = {
  fits: 'fits',
  absent: 'left out',
  missing: 'missing',
  unexpected: 'unexpected',
};

/** More lines than this are a log, not an answer; the rest is counted. */
const MOST_SHOWN = 200;

/** Opens a box under an expected output, to paste what the command printed; or closes it. */
export function toggleComparison(block: HTMLElement): void {
  const open = block.querySelector('.comparison');
  if (open) return open.remove();
  const code = block.querySelector('[data-expected]');
  if (!code) return;
  const box = document.createElement('div');
  box.className = 'comparison';
  const label = document.createElement('label');
  label.textContent = 'Paste what you got';
  const input = document.createElement('textarea');
  input.rows = 4;
  input.spellcheck = false;
  const result = document.createElement('div');
  result.setAttribute('role', 'status');
  label.append(input);
  box.append(label, result);
  input.addEventListener('input', () => {
    const means = block.dataset['means'] ?? '';
    const said = means === '' ? [] : [meaningOf(means, input.value)];
    result.replaceChildren(
      ...(input.value === '' ? [] : [...said, ...render(compareWith(code.textContent, input.value))]),
    );
  });
  block.append(box);
  input.focus();
}

function compareWith(expected: string, actual: string): Comparison {
  return compareOutput(parseExpectation(expected), actual, { isPasted: true });
}

function meaningOf(means: string, actual: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'verdict';
  line.textContent = sayMeaning(means, actual);
  return line;
}

function render({ isMatch, lines, unread }: Comparison): HTMLElement[] {
  const verdict = document.createElement('p');
  const wrong = lines.filter(({ kind }) => kind === 'missing' || kind === 'unexpected').length;
  verdict.textContent = isMatch
    ? 'All of it fits.'
    : `${wrong === 1 ? '1 line does' : `${wrong} lines do`} not fit.`;
  verdict.className = isMatch ? 'verdict is-good' : 'verdict';
  const table = document.createElement('table');
  table.append(...lines.slice(0, MOST_SHOWN).map(renderLine));
  const rest = unread + Math.max(0, lines.length - MOST_SHOWN);
  if (rest === 0) return [verdict, table];
  const more = document.createElement('p');
  more.textContent = `${rest} more lines are not shown.`;
  return [verdict, table, more];
}

function renderLine(line: ComparedLine): HTMLElement {
  const row = document.createElement('tr');
  row.className = `line-${line.kind}`;
  const word = document.createElement('th');
  word.scope = 'row';
  word.textContent = WORDS[line.kind];
  const text = document.createElement('td');
  const code = document.createElement('code');
  code.textContent = 'actual' in line ? line.actual : line.expected.source;
  text.append(code);
  row.append(word, text);
  return row;
}
