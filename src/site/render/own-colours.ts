import { hash } from 'node:crypto';
import type { ElementContent } from 'hast';
import { h } from 'hastscript';
import { once } from '../../runbook/words/once.ts';
import { readProgramFile } from '../../tools/program.ts';
import { createHighlight } from './highlight.ts';
import type { Fence, Highlight } from './highlight.ts';

/** The colours of the fences that come with opsbook: how long each word is, and its class by its number. */
export interface OwnColours {
  /** The first is of words without a class. */
  readonly classes: readonly string[];
  readonly fences: Readonly<Record<string, readonly number[]>>;
}

// Written by `scripts/compile/own-thread.ts` alone.
const ownColours = once(
  async () => JSON.parse(await readProgramFile('dist-program/colours.json')) as OwnColours,
);

/**
 * Colours fences of the manual as `createHighlight` does: that was done when opsbook was compiled,
 * since their grammars take longer than all the rest of these pages.
 */
export async function highlightOwn(fences: readonly Fence[]): Promise<Highlight> {
  const { classes, fences: known } = await ownColours();
  const others = await createHighlight(fences.filter((fence) => known[keyOf(fence)] === undefined));
  return (code, language) => {
    const numbers = known[keyOf({ code, language })];
    return numbers ? readColours(code, classes, numbers) : others(code, language);
  };
}

/**
 * Works the colours of such fences out, for the compiled program.
 * @param together fences that are coloured as one page is: what other grammars are there shows in some
 */
export async function writeOwnColours(together: readonly (readonly Fence[])[]): Promise<OwnColours> {
  const classes = [''];
  const numberOf = (name: string): number => {
    const known = classes.indexOf(name);
    return known >= 0 ? known : classes.push(name) - 1;
  };
  const found: Record<string, readonly number[]> = {};
  for (const fences of together) {
    const highlight = await createHighlight(fences);
    for (const fence of fences) {
      const words = highlight(fence.code, fence.language);
      found[keyOf(fence)] ??= words.flatMap((word) => [textOf(word).length, numberOf(classOf(word))]);
    }
  }
  return { classes, fences: found };
}

function readColours(code: string, classes: readonly string[], numbers: readonly number[]): ElementContent[] {
  const words: ElementContent[] = [];
  let start = 0;
  for (let at = 0; at < numbers.length; at += 2) {
    const end = start + (numbers[at] ?? 0);
    const value = code.slice(start, end);
    const name = classes[numbers[at + 1] ?? 0];
    words.push(name ? h('span', { class: name }, value) : { type: 'text', value });
    start = end;
  }
  return words;
}

function textOf(word: ElementContent): string {
  if (word.type === 'element') return word.children.map(textOf).join('');
  return word.type === 'text' ? word.value : '';
}

function classOf(word: ElementContent): string {
  return word.type === 'element' ? [word.properties['className']].flat().join(' ') : '';
}

function keyOf({ language, code }: Fence): string {
  return hash('sha256', JSON.stringify([language, code]), 'base64url').slice(0, 11);
}
