import { printable } from '../../runbook/words/printable.ts';
import type { Question } from '../../run/question.ts';
import type { Step } from '../../run/plan.ts';
import { askLine } from '../../tools/keyboard.ts';
import type { Colours } from '../render-runbook.ts';
import type { RunContext } from './context.ts';
import { codeLines } from './render-step.ts';

/** What a person wants done with a step. */
export type Choice = 'run' | 'skip' | 'edit' | 'copy' | 'back' | 'values' | 'dryrun' | 'quit';

const KEYS: Readonly<Record<string, Choice>> = {
  s: 'skip',
  n: 'skip',
  e: 'edit',
  c: 'copy',
  b: 'back',
  v: 'values',
  d: 'dryrun',
  q: 'quit',
};

const WORDS: Readonly<Record<string, Choice>> = {
  ...KEYS,
  ...{
    skip: 'skip',
    no: 'skip',
    edit: 'edit',
    copy: 'copy',
    back: 'back',
    values: 'values',
    quit: 'quit',
    exit: 'quit',
  },
};

/** Asks what to do with a step, in the words that its risk calls for. */
export async function askAboutStep(
  context: RunContext,
  step: Step,
  { question, isDryRun }: Prompt,
): Promise<Choice> {
  const { terminal, colours } = context;
  terminal.print(preface(context, step, question));
  for (;;) {
    const answer = await askLine({ text: prompt(context, step, { question, isDryRun }) });
    if (answer === undefined) return 'quit';
    const choice = readAnswer(answer, question);
    if (choice === 'dryrun' && !isDryRun) terminal.print('  This step has no dry run.\n');
    else if (choice) return choice;
    else terminal.print(colours.dim(`  \`${printable(answer)}\` is none of these.\n`));
  }
}

function readAnswer(text: string, question: Question): Choice | undefined {
  const answer = text.trim();
  if (question.ask === 'word' && answer === question.word) return 'run';
  if (answer === '') return question.ask === 'enter' ? 'run' : 'skip';
  if (question.ask === 'enter' && /^(r|run|y|yes)$/i.test(answer)) return 'run';
  if (question.ask === 'yes' && /^(y|yes)$/i.test(answer)) return 'run';
  const known = answer.toLowerCase();
  return Object.hasOwn(WORDS, known) ? WORDS[known] : undefined;
}

/** What a person must know before saying yes. */
function preface({ steps, colours }: RunContext, step: Step, { ask }: Question): string {
  const { confirm, rollback } = step.snippet.attributes;
  const undo = steps.find(({ snippet }) => rollback !== undefined && snippet.name === rollback);
  const lines = [
    ...(step.isRollback ? ['This step undoes something: it is run only when that is wanted.'] : []),
    ...(ask === 'word' ? [colours.red('This destroys something.')] : []),
    ...(undo ? [`What undoes it: ${printable(undo.name)}`, ...codeLines(undo.code)] : []),
    ...(ask === 'word' && !undo ? ['The runbook names nothing that undoes it.'] : []),
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

function prompt({ colours }: RunContext, step: Step, { question, isDryRun }: Prompt): string {
  const isCopyOnly = step.way.kind === 'none';
  const more = [
    isDryRun ? 'd dry run' : '',
    'e edit',
    'c copy',
    'b back',
    step.params.length > 0 ? 'v values' : '',
    'q quit',
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
