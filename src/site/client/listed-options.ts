import type { Hit, WorkerAnswer } from './answer.ts';
import { hitOption, optionGroup } from './options.ts';

const MOST_SHOWN = 8;
/** Where a result is sure, more pages that only share a word are in the way. */
const GUESSES_BESIDE_SURE = 2;

type OptionOf = (hit: Hit) => HTMLAnchorElement;

/** The best of what was found, and below it a few that are only guessed. */
export function listedOptions(hits: readonly Hit[], optionOf: OptionOf): HTMLElement[] {
  const better = hits.filter(({ verdict }) => verdict !== 'guess').slice(0, MOST_SHOWN);
  const room = better[0]?.verdict === 'sure' ? GUESSES_BESIDE_SURE : MOST_SHOWN - better.length;
  const guesses = hits.filter(({ verdict }) => verdict === 'guess').slice(0, Math.max(0, room));
  if (better.length === 0) return guesses.map(optionOf);
  const rest = guesses.length > 0 ? [optionGroup('These only share some words', guesses.map(optionOf))] : [];
  return [...better.map(optionOf), ...rest];
}

/** What was found for each alert of a paste that names several. */
export function groupedOptions(groups: WorkerAnswer['groups'], optionOf: OptionOf): HTMLElement[] {
  return groups.map(({ alert, url, hits }) =>
    optionGroup(`Alert ${alert}`, hits.length > 0 ? hits.map(optionOf) : [unknownAlert(alert, url)]),
  );
}

function unknownAlert(alert: string, url: string): HTMLElement {
  const why = { kind: 'alert', text: 'No runbook names this alert yet.', ranges: [] } as const;
  return hitOption({
    title: alert,
    url,
    why,
    services: [],
    owner: '',
    severity: '',
    kind: 'alert',
    isRunbook: false,
    verdict: 'sure',
    values: {},
    refused: {},
  });
}
