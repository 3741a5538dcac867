import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { RISKS } from '../../src/runbook/read/snippet.ts';
import type { Risk } from '../../src/runbook/read/snippet.ts';
import { planRun } from '../../src/run/plan.ts';
import type { Step } from '../../src/run/plan.ts';
import { isGraver, questionFor } from '../../src/run/question.ts';
import type { Leave, Question } from '../../src/run/question.ts';
import { readAnswer } from '../../src/run/read-answer.ts';

/** A step of a page, with the attributes of its fence. */
function step(attributes = '', more: Partial<Step> = {}): Step {
  const text = `---\ntitle: T\n---\n\n\`\`\`bash {name=look risk=read ${attributes}}\necho a\n\`\`\`\n`;
  const runbook = parseRunbook({ path: 'content/runbooks/t.mdx', text, faults: [] }, 't');
  const [found] = planRun(runbook, { facts: new Map(), env: undefined, hasDatabase: true });
  if (!found) throw new Error('no step');
  return { ...found, ...more };
}

/** What is asked, with the word that has to be typed. */
function said(question: Question): string {
  return question.ask === 'word' ? `word ${question.word}` : question.ask;
}

const alone: Leave = { isYes: false, isYesToDestroy: false, isAttended: false };
const there: Leave = { ...alone, isAttended: true };
const yes: Leave = { ...alone, isYes: true };
const yesThere: Leave = { ...yes, isAttended: true };
const both: Leave = { ...yes, isYesToDestroy: true };

describe('what is asked before a step', () => {
  const cases: readonly (readonly [string, Partial<Step>, Leave, string])[] = [
    ['reads', { risk: 'read' }, there, 'enter'],
    ['changes', { risk: 'change' }, there, 'yes'],
    ['destroys', { risk: 'destroy' }, there, 'word look'],
    ['destroys and has no name', { risk: 'destroy', name: 'line 12' }, there, 'word destroy'],
    ['destroys and has nearly no name', { risk: 'destroy', name: 'line 12b' }, there, 'word line 12b'],
    [
      'destroys and is called after a line',
      { risk: 'destroy', name: 'deadline 2' },
      there,
      'word deadline 2',
    ],
    ['reads, with nobody there', { risk: 'read' }, alone, 'refuse'],
    ['changes, with nobody there', { risk: 'change' }, alone, 'refuse'],
    ['destroys, with nobody there', { risk: 'destroy' }, alone, 'refuse'],
    ['reads, with --yes', { risk: 'read' }, yes, 'nothing'],
    ['changes, with --yes', { risk: 'change' }, yes, 'nothing'],
    ['changes, with --yes and somebody there', { risk: 'change' }, yesThere, 'nothing'],
    ['destroys, with --yes', { risk: 'destroy' }, yes, 'refuse'],
    ['destroys, with --yes and somebody there', { risk: 'destroy' }, yesThere, 'word look'],
    [
      'destroys, with --yes-destroy alone',
      { risk: 'destroy' },
      { ...there, isYesToDestroy: true },
      'word look',
    ],
    ['changes, with --yes-destroy alone', { risk: 'change' }, { ...there, isYesToDestroy: true }, 'yes'],
    ['destroys, with both', { risk: 'destroy' }, both, 'nothing'],
    ['reads, with --only read', { risk: 'read' }, { ...there, only: 'read' }, 'enter'],
    ['changes, with --only read', { risk: 'change' }, { ...there, only: 'read' }, 'skip'],
    ['changes, with --only change', { risk: 'change' }, { ...there, only: 'change' }, 'yes'],
    ['destroys, with --only change and both', { risk: 'destroy' }, { ...both, only: 'change' }, 'skip'],
    ['undoes and reads', { isRollback: true }, there, 'yes'],
    ['undoes, with --yes', { isRollback: true }, yes, 'skip'],
    ['undoes, with --yes and somebody there', { isRollback: true }, yesThere, 'yes'],
    ['undoes, with nobody there', { isRollback: true }, alone, 'refuse'],
    ['undoes and destroys, with both', { isRollback: true, risk: 'destroy' }, both, 'skip'],
    ['is left out of runs that ask nothing', { isExcluded: true }, yes, 'skip'],
    ['is left out of those, with somebody there', { isExcluded: true }, yesThere, 'skip'],
    ['is left out of those, asked for by hand', { isExcluded: true }, there, 'enter'],
    ['nothing here runs', { way: { kind: 'none', reason: 'no tool' } }, there, 'enter'],
    [
      'nothing here runs, with --yes',
      { way: { kind: 'none', reason: 'no tool' }, risk: 'destroy' },
      both,
      'skip',
    ],
  ];
  it.each(cases)('that %s', (_, more, leave, asked) => {
    expect(said(questionFor(step('', more), leave))).toBe(asked);
  });

  it('is a yes where its author wants to be sure, whatever it does', () => {
    expect(said(questionFor(step('confirm="Is the queue empty?"'), there))).toBe('yes');
    expect(said(questionFor(step('confirm'), there))).toBe('yes');
  });
});

it('is graver: what destroys than what changes, and that than what reads', () => {
  const graver = (one: Risk): readonly Risk[] => RISKS.filter((other) => isGraver(one, other));
  expect(RISKS.map(graver)).toEqual([[], ['read'], ['read', 'change']]);
});

describe('what is typed before a step', () => {
  const ASKED: Readonly<Record<string, Question>> = {
    enter: { ask: 'enter' },
    yes: { ask: 'yes' },
    word: { ask: 'word', word: 'drop' },
    // A step may be called like a key: its name runs it where its name is asked for.
    named: { ask: 'word', word: 'no' },
  };
  it.each([
    ['enter', ['', ' ', 'y', 'Yes', 'r', 'run'], 'run'],
    ['yes', ['y', 'Y', ' yes ', 'YES'], 'run'],
    ['word', ['drop', ' drop '], 'run'],
    ['named', ['no'], 'run'],
    // Enter alone runs nothing that changes something.
    ['yes', ['', ' ', 'n', 'no', 's', 'skip'], 'skip'],
    ['word', ['', ' ', 'n', 'no', 'S'], 'skip'],
    ['yes', ['r', 'run', 'yess', 'ay', 'yes please', 'drop'], undefined],
    ['word', ['y', 'yes', 'r', 'run', 'Drop', 'drop it', 'a drop'], undefined],
    ['enter', ['yess', 'a run', 'runs', 'constructor', '__proto__', 'x'], undefined],
    ['yes', ['q', 'quit', 'exit', 'Q'], 'quit'],
    ['yes', ['e', 'edit'], 'edit'],
    ['word', ['c', 'copy'], 'copy'],
    ['enter', ['b', 'back'], 'back'],
    ['enter', ['v', 'values'], 'values'],
    ['enter', ['d'], 'dryrun'],
  ])('where %s is asked for, %j: %s', (asked, typed, answer) => {
    const question = ASKED[asked] ?? { ask: 'nothing' };
    expect(typed.map((text) => readAnswer(text, question))).toEqual(typed.map(() => answer));
  });
});
