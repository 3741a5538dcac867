import type { Question } from './question.ts';

/** What an answer asks for. */
export type Answer = 'run' | 'skip' | 'edit' | 'copy' | 'back' | 'values' | 'dryrun' | 'quit';

const KEYS: Readonly<Record<string, Answer>> = {
  s: 'skip',
  n: 'skip',
  e: 'edit',
  c: 'copy',
  b: 'back',
  v: 'values',
  d: 'dryrun',
  q: 'quit',
};

const WORDS: Readonly<Record<string, Answer>> = {
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

/** What was typed, as an answer to the question that stands before a step; undefined for what is none. */
export function readAnswer(text: string, question: Question): Answer | undefined {
  const answer = text.trim();
  if (question.ask === 'word' && answer === question.word) return 'run';
  if (answer === '') return question.ask === 'enter' ? 'run' : 'skip';
  if (question.ask === 'enter' && /^(r|run|y|yes)$/i.test(answer)) return 'run';
  if (question.ask === 'yes' && /^(y|yes)$/i.test(answer)) return 'run';
  const known = answer.toLowerCase();
  return Object.hasOwn(WORDS, known) ? WORDS[known] : undefined;
}
