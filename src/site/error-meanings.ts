import { ALMANAC } from '../almanac/almanac.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import { once } from '../runbook/words/once.ts';
import { explainPage } from '../search/explain-page.ts';
import { openAlmanac } from '../search/recognise.ts';
import type { SiteBook } from './site-book.ts';

/** What the errors that a runbook lists mean. */
export function errorMeanings(page: Runbook): ReturnType<SiteBook['errorMeanings']> {
  return explainPage(page, almanac()).map(({ text, meaning }) => ({ text, meaning }));
}

/** It is part of the program: opened once, for every reading of a book. */
const almanac = once(() => openAlmanac(ALMANAC));
