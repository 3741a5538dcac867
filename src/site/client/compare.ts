import { did } from './did.ts';
import { factsOf } from './steps.ts';
import { sayMeaning } from '../../run/meaning.ts';
import { compareOutput, parseExpectation, parseSample } from '../../run/expect.ts';
import type { Similarity } from '../../runbook/read/similarity.ts';
import type { Comparison } from '../../run/expect.ts';
import { comparisonTable } from './comparison-table.ts';

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
  input.addEventListener('input', (event) => {
    const means = block.dataset['means'] ?? '';
    const said = means === '' ? [] : [meaningOf(means, input.value)];
    const similarity = similarityOf(block);
    const compared = (): HTMLElement[] =>
      render(compareWith(code.textContent, input.value, similarity), similarity);
    result.replaceChildren(...(input.value === '' ? [] : [...said, ...compared()]));
    if (event instanceof InputEvent && event.inputType === 'insertFromPaste') tell();
  });
  let told = '';
  const tell = (): void => {
    if (input.value.trim() === '' || input.value === told) return;
    told = input.value;
    tellDesk(block, compareWith(code.textContent, input.value, similarityOf(block)), input.value);
  };
  // What is typed is an answer when its box is left; a paste is one at once.
  input.addEventListener('change', tell);
  block.append(box);
  input.focus();
}

/** More lines than this are not written down. */
const MOST_TOLD = 40;

function tellDesk(block: HTMLElement, { isMatch, lines }: Comparison, actual: string): void {
  const step = block.closest<HTMLElement>('.step');
  const means = block.dataset['means'] ?? '';
  const differing = lines.flatMap((line) => {
    if (line.kind === 'missing') return [`- ${line.expected.source}`];
    return line.kind === 'unexpected' ? [`+ ${line.actual}`] : [];
  });
  const said = means === '' ? {} : { text: sayMeaning(means, actual) };
  const facts = step ? factsOf(step) : {};
  const outcome = isMatch ? 'passed' : 'differs';
  did({
    kind: 'compared',
    ...facts,
    ...said,
    outcome,
    ...(isMatch ? {} : { lines: differing.slice(0, MOST_TOLD) }),
  });
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
  return comparisonTable({
    isMatch,
    isLike: similarity !== undefined,
    lines: lines.map((line) => ({
      kind: line.kind,
      text: 'actual' in line ? line.actual : line.expected.source,
    })),
    more: unread,
  });
}
