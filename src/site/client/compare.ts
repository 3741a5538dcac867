import { sayMeaning } from '../../run/meaning.ts';
import { compareOutput, parseExpectation, parseSample } from '../../run/expect.ts';
import type { Similarity } from '../../runbook/read/similarity.ts';
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
    const similarity = similarityOf(block);
    const compared = (): HTMLElement[] =>
      render(compareWith(code.textContent, input.value, similarity), similarity);
    result.replaceChildren(...(input.value === '' ? [] : [...said, ...compared()]));
  });
  block.append(box);
  input.focus();
}

/** What the runbook asks of an output that is only to be like a sample. */
function similarityOf({ dataset: { like, pattern } }: HTMLElement): Similarity | undefined {
  if (pattern !== undefined) return { kind: 'pattern', source: pattern };
  return like === undefined ? undefined : { kind: 'ratio', least: Number(like) };
}

function compareWith(expected: string, actual: string, similarity: Similarity | undefined): Comparison {
  const expectation = similarity ? parseSample(expected, similarity) : parseExpectation(expected);
  return compareOutput(expectation, actual, { isPasted: true });
}

function meaningOf(means: string, actual: string): HTMLElement {
  const line = document.createElement('p');
  line.className = 'verdict';
  line.textContent = sayMeaning(means, actual);
  return line;
}

function render({ isMatch, lines, unread }: Comparison, similarity: Similarity | undefined): HTMLElement[] {
  const verdict = document.createElement('p');
  const wrong = lines.filter(({ kind }) => kind === 'missing' || kind === 'unexpected').length;
  const count = `${wrong === 1 ? '1 line does' : `${wrong} lines do`} not fit.`;
  const fits = similarity && wrong > 0 ? `It is like the sample, though ${count}` : 'All of it fits.';
  const differs = similarity
    ? `It is not like the sample: ${wrong > 0 ? count : 'it does not hold what is asked.'}`
    : count;
  verdict.textContent = isMatch ? fits : differs;
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
