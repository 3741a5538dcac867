import { printable } from '../../runbook/words/printable.ts';
import type { Question } from '../../run/question.ts';
import { readAnswer } from '../../run/read-answer.ts';
import type { Answer } from '../../run/read-answer.ts';
import type { Step } from '../../run/plan.ts';
import type { Colours } from '../colours.ts';
import type { RunContext } from './context.ts';
import { askAtPrompt } from './ask-line.ts';
import { codeLines } from './render-step.ts';

/** What a person wants done with a step. */
export type Choice = Answer | { readonly to: Step };

/** Asks what to do with a step, in the words that its risk calls for. */
export async function askAboutStep(
  context: RunContext,
  step: Step,
  { question, isDryRun }: Prompt,
): Promise<Choice> {
  const { terminal, colours } = context;
  terminal.print(preface(context, step, question));
  for (;;) {
    const text = prompt(context, step, { question, isDryRun });
    const typed = await askAtPrompt(context, text, keysOf(step, { question, isDryRun }));
    if (typed === undefined) return 'quit';
    if ('to' in typed) return typed;
    const choice = readAnswer(typed.text, question);
    if (choice === 'dryrun' && !isDryRun) terminal.print('  This step has no dry run.\n');
    else if (choice) return choice;
    else terminal.print(colours.dim(`  \`${printable(typed.text)}\` is none of these.\n`));
  }
}

/** What a person must know before saying yes. */
function preface({ planned, colours }: RunContext, step: Step, { ask }: Question): string {
  const { confirm, rollback } = step.snippet.attributes;
  const undo = planned.find(({ snippet }) => rollback !== undefined && snippet.name === rollback);
  const lines = [
    ...(step.isRollback ? ['This step undoes something: it is run only when that is wanted.'] : []),
    ...(ask === 'word' ? [colours.red('This destroys something.')] : []),
    ...(undo ? [`What undoes it: ${printable(undo.name)}`, ...codeLines(undo.code)] : []),
    ...(ask === 'word' && !undo ? ['The runbook names no rollback for it.'] : []),
    ...(confirm ? [colours.bold(printable(confirm))] : []),
  ];
  return lines.map((line) => `  ${line}\n`).join('');
}

/** How it is asked about. */
export interface Prompt {
  readonly question: Question;
  /** Whether another snippet shows what this one would do. */
  readonly isDryRun: boolean;
}

/** What each key does at this prompt, for `?`. */
function keysOf(step: Step, { question, isDryRun }: Prompt): readonly (readonly [string, string])[] {
  const runs = {
    word: [question.ask === 'word' ? question.word : '', 'runs it'],
    yes: ['y', 'runs it'],
  } as const;
  const first = question.ask === 'word' || question.ask === 'yes' ? runs[question.ask] : ['Enter', 'runs it'];
  const isCopyOnly = step.way.kind === 'none';
  return [
    isCopyOnly ? ['Enter', 'goes on'] : [first[0] ?? '', first[1] ?? ''],
    ['s', 'skips it'],
    ...(isDryRun ? [['d', 'shows what it would do: its dry run'] as const] : []),
    ...(isCopyOnly ? [] : [['e', 'changes the command, once'] as const]),
    ['c', 'copies it with its values'],
    ['b', 'goes back a step'],
    ...(step.params.length > 0 ? [['v', 'asks for its values again'] as const] : []),
  ];
}

function prompt({ colours }: RunContext, step: Step, { question, isDryRun }: Prompt): string {
  const isCopyOnly = step.way.kind === 'none';
  const more = [
    isDryRun ? 'd dry run' : '',
    'e edit',
    'c copy',
    'b back',
    step.params.length > 0 ? 'v values' : '',
    'q quit',
    '? keys',
  ];
  const keys = (first: readonly string[]): string =>
    [...first, ...more.filter((key) => key !== '' && !(isCopyOnly && key === 'e edit'))].join(' · ');
  return `${ask(question, isCopyOnly, { colours, keys })} `;
}

interface Wording {
  readonly colours: Colours;
  readonly keys: (first: readonly string[]) => string;
}

function ask(question: Question, isCopyOnly: boolean, { colours, keys }: Wording): string {
  if (isCopyOnly) return `  ${colours.dim(keys(['Enter goes on']))} ›`;
  if (question.ask === 'word')
    return `  ${colours.dim(keys(['s skip']))}\n  Type ${colours.bold(question.word)} to run it ›`;
  if (question.ask === 'yes') return `  ${colours.bold('Run it?')} ${colours.dim(keys(['y yes', 'n no']))} ›`;
  return `  ${colours.dim(keys(['Enter runs it', 's skip']))} ›`;
}
