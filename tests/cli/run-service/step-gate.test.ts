import { describe, expect, test } from 'vitest';
import { givenByPage } from '../../../src/cli/run-service/given-by-page.ts';
import { gateOf, linkTo, stateOf, stepBeside, verifying } from '../../../src/cli/run-service/step-gate.ts';
import type { BookPage } from '../../../src/cli/run-service/book-pages.ts';
import { planRun } from '../../../src/run/plan.ts';
import type { Step } from '../../../src/run/plan.ts';
import { Refusal } from '../../../src/run/refusal.ts';
import { bookInMemory } from '../../book-in-memory.ts';

const PARAMS = `params:
  POD: { description: d }
  NUMBER: { description: d, pattern: "[0-9]+" }
  PASSWORD: { description: d, secret: true }
`;
const fence = (info: string, code = 'echo a'): string => `\`\`\`bash {${info}}\n${code}\n\`\`\`\n\n`;

async function pageOf(body: string, head = PARAMS): Promise<BookPage> {
  const text = `---\ntitle: T\n${head}---\n\n## Mitigation\n\n${body}`;
  const book = await bookInMemory({ 'content/runbooks/t.mdx': text });
  const runbook = book.runbooks.get('t');
  if (!runbook) throw new Error('no page');
  return { book, runbook, steps: planRun(runbook, { facts: new Map(), env: undefined, hasDatabase: false }) };
}

function stepOf({ steps }: BookPage, name = 'a'): Step {
  const step = steps.find((one) => one.name === name);
  if (!step) throw new Error(`no step ${name}`);
  return step;
}

describe('before a step of a page stands', () => {
  test.each([
    ['a click, where it reads', fence('name=a risk=read'), { gate: 'click' }],
    ['a dialog, where it changes', fence('name=a risk=change'), { gate: 'dialog' }],
    [
      'a dialog, where its author wants to be sure',
      fence('name=a risk=read confirm="Sure?"'),
      { gate: 'dialog' },
    ],
    ['its word, where it destroys', fence('name=a risk=destroy'), { gate: 'word', word: 'a' }],
    [
      'a terminal, which it needs',
      fence('name=a risk=read interactive'),
      { gate: 'terminal', reason: 'it needs a terminal' },
    ],
    [
      'nothing more, where it may do without one',
      fence('name=a risk=read interactive=false'),
      { gate: 'click' },
    ],
  ])('%s', async (_, body, gate) => {
    const page = await pageOf(body);
    expect(gateOf(stepOf(page), page, undefined)).toEqual(gate);
  });

  test('a wall, where less was allowed, and no button then', async () => {
    const page = await pageOf(fence('name=a risk=change') + fence('name=b risk=read'));
    const [a, b] = [stepOf(page), stepOf(page, 'b')];
    expect(gateOf(a, page, 'read')).toEqual({
      gate: 'hidden',
      reason: 'it is `change`, and --only read was given',
    });
    expect([linkTo(a, page, 'read'), linkTo(undefined, page, 'read'), linkTo(b, page, 'read')?.gate]).toEqual(
      [undefined, undefined, 'click'],
    );
    expect(linkTo(a, page, 'change')).toEqual({ line: 11, name: 'a', gate: 'dialog' });
  });

  test('nothing that runs, where its page declares no params and asks by placeholders', async () => {
    const page = await pageOf(
      fence('name=a risk=read', 'kubectl logs <pod>') + fence('name=b risk=read'),
      '',
    );
    expect(gateOf(stepOf(page), page, undefined).gate).toBe('none');
    expect(gateOf(stepOf(page, 'b'), page, undefined).gate).toBe('click');
    const declared = await pageOf(fence('name=a risk=read', 'kubectl logs "$POD"'));
    expect(gateOf(stepOf(declared), declared, undefined).gate).toBe('click');
  });

  test('nothing that runs, where no program here can, and no button then', async () => {
    const page = await pageOf(fence('name=a risk=change'));
    const step: Step = { ...stepOf(page), way: { kind: 'none', reason: 'no tool' } };
    expect(gateOf(step, page, undefined)).toEqual({ gate: 'none', reason: 'no tool' });
    expect(linkTo(step, page, undefined)).toBeUndefined();
  });

  test('why it counts for more than its fence says', async () => {
    const page = await pageOf(fence('name=a risk=read') + fence('name=b risk=read env=docker'));
    const graver: Step = { ...stepOf(page), risk: 'change', because: 'rm a' };
    expect(stateOf(graver, page, undefined)).toEqual({
      ...{ line: 11, name: 'a', risk: 'change', gate: 'dialog', reason: 'change because of `rm a`' },
    });
    expect(stateOf({ ...graver, risk: 'read' }, page, undefined).reason).toBeUndefined();
    expect(stateOf({ ...graver, because: undefined }, page, undefined).reason).toBeUndefined();
    expect(stateOf(stepOf(page, 'b'), page, undefined).env).toBe('docker');
  });
});

test('a step beside another is that of its own variant, or the first of the name', async () => {
  const page = await pageOf(
    fence('name=x risk=read env=docker') +
      fence('name=x risk=read env=kubernetes') +
      fence('name=a risk=read env=kubernetes') +
      fence('risk=read env=docker'),
  );
  const beside = (env: string | undefined, name?: string) =>
    stepBeside({ ...stepOf(page), snippet: { ...stepOf(page).snippet, env } } as Step, name, page)?.snippet
      .env;
  expect([
    beside('kubernetes', 'x'),
    beside('docker', 'x'),
    beside(undefined, 'x'),
    beside('docker', 'y'),
    beside('docker'),
  ]).toEqual([...['kubernetes', 'docker', 'docker', undefined, undefined]]);
});

test('what shows whether it has helped are the first three of that section, in the same variant', async () => {
  const page = await pageOf(
    `${fence('name=a risk=change env=docker')}${fence('name=m risk=read')}## Verification\n\n${fence('name=v1 risk=read') + fence('name=v2 risk=read env=other') + fence('name=v3 risk=read env=docker') + fence('name=v4 risk=read') + fence('name=v5 risk=read')}`,
  );
  expect(verifying(stepOf(page), page).map(({ name }) => name)).toEqual(['v1', 'v3', 'v4']);
  expect(verifying(stepOf(page, 'v1'), page).map(({ name }) => name)).toEqual(['v4', 'v5']);
});

describe('values that a page shows', () => {
  const USES = fence('name=a risk=read', 'echo "$POD" "$PASSWORD"');
  const given = async (values: Readonly<Record<string, string>>): Promise<unknown> => {
    const page = await pageOf(USES);
    try {
      return Object.fromEntries(givenByPage(page.runbook, stepOf(page), values));
    } catch (error) {
      return error instanceof Refusal ? [error.code, error.param, error.message] : error;
    }
  };

  test.each<[string, Readonly<Record<string, string>>, unknown]>([
    ['fit', { POD: 'web-0', NUMBER: '5' }, { POD: 'web-0', NUMBER: '5' }],
    ['are missing', {}, ['value', 'POD', 'a needs POD: fill it in.']],
    ['are of another name', { POD: 'a', X: 'b' }, ['value', 'X', 'X is not a param of this runbook.']],
    [
      'are of no param, but of every object',
      { POD: 'a', constructor: 'b' },
      ['value', 'constructor', 'constructor is not a param of this runbook.'],
    ],
    [
      'are secret',
      { POD: 'a', PASSWORD: 'b' },
      ['value', 'PASSWORD', 'PASSWORD is secret: the service asks for it, and takes none from a page.'],
    ],
    ['do not fit', { POD: 'a', NUMBER: 'x' }, ['value', 'NUMBER', expect.stringContaining('NUMBER: `x`')]],
    ['would be an option', { POD: '-x' }, ['value', 'POD', expect.stringContaining('like an option')]],
  ])('that %s', async (_, values, said) => expect(await given(values)).toEqual(said));
});
