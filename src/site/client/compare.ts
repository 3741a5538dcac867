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
