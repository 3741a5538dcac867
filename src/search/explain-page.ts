import { toString } from 'mdast-util-to-string';
import type { Runbook } from '../runbook/read/parse.ts';
import { walk } from '../runbook/read/walk.ts';
import { recognise } from './recognise.ts';
import type { OpenAlmanac, Recognised } from './recognise.ts';

/** A page that speaks of more well-known errors is a list of errors itself. */
const MOST = 12;

/**
 * The well-known errors that a runbook speaks of, in the order of the page, each meaning once: in its error strings,
 * its prose, and what its commands are expected to print.
 */
export function explainPage(runbook: Runbook, almanac: OpenAlmanac): Recognised[] {
  const found = new Map<string, Recognised>();
  for (const text of textsOf(runbook))
    for (const one of recognise(almanac, text))
      // Prose is full of words that any program may say.
      if (!one.isGeneral && !found.has(one.meaning)) found.set(one.meaning, one);
  return [...found.values()].slice(0, MOST);
}

function textsOf({ errors, tree, snippetOf }: Runbook): string[] {
  // A regular expression is not a text of a log.
  const texts = errors.filter((error) => !/^\/.*\/[a-z]*$/s.test(error));
  walk(tree, (node) => {
    if (node.type === 'paragraph' || node.type === 'tableCell') texts.push(toString(node));
    else if (node.type === 'code' && snippetOf.get(node)?.isOutput) texts.push(node.value);
  });
  return texts;
}
