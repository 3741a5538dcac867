import type { RunbookHead } from '../runbook/read/head.ts';
import { glanceAt } from './glance.ts';
import type { Glance } from './glance.ts';
import { lookUp } from '../shell/look-up.ts';

/** What a page can have, by the word that a template has for it. */
const TRAITS: Readonly<Record<string, (glance: Glance, runbook: Asked) => boolean>> = {
  commands: ({ commands }) => commands.length > 0,
  queries: ({ queries }) => queries > 0,
  links: ({ links }) => links.length > 0,
  outputs: ({ hasOutputs, pictures }) => hasOutputs || pictures.length > 0,
  alerts: (_, { alerts }) => alerts.length > 0,
  services: (_, { services }) => services.length > 0,
};

/** Every word that `opsbook:if` takes. */
export const TRAIT_WORDS = Object.keys(TRAITS);

type Asked = Pick<RunbookHead, 'text' | 'alerts' | 'services'>;

// Matches `<!-- opsbook:if commands queries -->` and `<!-- opsbook:if says Jaeger -->`.
const CONDITION = /[ \t]?<!-- opsbook:if ([^\n>]{1,200}?) -->/;

/** What is asked where a template asks nothing: a name alone is no review. */
export const ONE_QUESTION = '- [ ] Read to its end, and true.';

/** The lines of a template that are for a page: those with a condition only where it is true, without the condition. */
export function linesFor(lines: string, runbook: Asked, seen?: Glance): string {
  const own = chooseLines(lines, runbook, seen);
  return readQuestions(own).length > 0 ? own : `${own.trimEnd()}\n${ONE_QUESTION}`;
}

function chooseLines(lines: string, runbook: Asked, seen: Glance | undefined): string {
  let known = seen;
  const glance = (): Glance => (known ??= glanceAt(runbook.text));
  return lines
    .split('\n')
    .filter((line) => {
      const condition = CONDITION.exec(line)?.[1];
      return condition === undefined || applies(condition, runbook, glance);
    })
    .map((line) => line.replace(CONDITION, ''))
    .join('\n');
}

function applies(condition: string, runbook: Asked, glance: () => Glance): boolean {
  const says = /^says (.+)$/.exec(condition)?.[1];
  if (says !== undefined) return runbook.text.toLowerCase().includes(says.toLowerCase());
  const traits = condition.split(/\s+/).flatMap((word) => lookUp(TRAITS, word) ?? []);
  // A word that nobody knows asks once too often, not once too seldom.
  return traits.length === 0 || traits.some((has) => has(glance(), runbook));
}

/** One question, and whether somebody has answered it. */
export interface Question {
  readonly text: string;
  readonly isAnswered: boolean;
}

/**
 * The questions of some lines: their boxes. A ticked one is answered, and so is `[-]`, which says that it does
 * not apply here.
 */
export function readQuestions(lines: string): Question[] {
  return lines.split(/\r?\n/).flatMap((line): Question[] => {
    const [, mark, text = ''] = /^[-*] \[([ xX-])\](.*)$/.exec(line.trim()) ?? [];
    return mark === undefined || text.trim() === '' ? [] : [{ text: text.trim(), isAnswered: mark !== ' ' }];
  });
}

/** What is asked about one page, what of it was answered, and what was not. */
export interface Answers {
  readonly answered: number;
  readonly of: number;
  readonly open: readonly string[];
}

interface Sources {
  /** The lines of the template that are for the page. */
  readonly asked: string;
  /** What people wrote for it in the worksheet of the quarter. */
  readonly sheet: string;
  /** Answers that were given beside it. */
  readonly given: string;
}

/**
 * Holds what was answered against what is asked. A worksheet that was begun with other questions counts by
 * them, as long as it has no fewer.
 */
export function answersOf({ asked, sheet, given }: Sources): Answers {
  const wanted = readQuestions(asked).map(({ text }) => text);
  const onSheet = readQuestions(sheet);
  const own = onSheet.filter(({ text }) => !wanted.some((question) => isAnswerTo(text, question)));
  const isOld = own.length === onSheet.length && onSheet.length >= wanted.length;
  const all = [...new Set([...(isOld ? [] : wanted), ...own.map(({ text }) => text)])];
  const told = [...onSheet, ...readQuestions(given)].filter(({ isAnswered }) => isAnswered);
  const open = all.filter((question) => !told.some(({ text }) => isAnswerTo(text, question)));
  return { answered: all.length - open.length, of: all.length, open };
}

/** Whether a line of a worksheet is about a question: people write behind it what they found. */
function isAnswerTo(text: string, question: string): boolean {
  return keyOf(text).startsWith(keyOf(question));
}

/** Spaces, case and the mark at its end make no other question. */
function keyOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/[.:!]$/, '')
    .trim();
}
