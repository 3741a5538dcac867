import type { OpenIndex } from './open-index.ts';
import type { Question } from './question.ts';
import type { ListedPage } from './shards.ts';
import type { Vocabulary } from './vocabulary.ts';
import { nameKey, splitWords } from './words.ts';

/** The entries that answer a question, those that answer it best first; pages are their own entries. */
export function answerQuestion({ asks, about }: Question, index: OpenIndex): (readonly number[])[] {
  const kind = (wanted: string): number[] =>
    [...index.pages.keys()].filter((at) => index.pages[at]?.kind === wanted);
  switch (asks) {
    case 'start':
      return [kind('guide').slice(0, 1)];
    case 'team': {
      const [first, ...more] = kind('team');
      return first === undefined ? [] : [[first], more];
    }
    case 'severity': {
      const found = index.names.others.get(nameKey(about)) ?? index.names.others.get(nameKey(`sev${about}`));
      return [found?.filter((at) => index.pages[at]?.kind === 'severity') ?? []];
    }
    case 'owner':
      return [kind('service').filter((at) => isCalled(index.pages[at], about, index))];
  }
}

/** Whether all that is asked about stands in the name or the id of a service. */
function isCalled(page: ListedPage | undefined, about: string, { vocabulary }: OpenIndex): boolean {
  const own = new Set(
    wordsOf(`${page?.title ?? ''} ${page?.id ?? ''}`, vocabulary).map((word) => vocabulary.find(word)),
  );
  const asked = wordsOf(about, vocabulary);
  return asked.length > 0 && asked.every((word) => own.has(vocabulary.find(word) ?? -1));
}

function wordsOf(text: string, vocabulary: Vocabulary): string[] {
  return splitWords(text)
    .filter(({ joins, text }) => joins === 1 && !vocabulary.isStopWord(text))
    .map(({ text }) => text);
}
