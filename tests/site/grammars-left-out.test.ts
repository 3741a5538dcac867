import type { ElementContent } from 'hast';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { bundledLanguagesInfo } from 'shiki';
import { describe, expect, test } from 'vitest';
import { findLanguage } from '../../src/runbook/languages.ts';
import { GRAMMARS_LEFT_OUT } from '../../src/site/render/grammars-left-out.ts';
import { createHighlight } from '../../src/site/render/highlight.ts';

const GRAMMARS = join(import.meta.dirname, '../../node_modules/@shikijs/langs/dist');

const namesOf = (isLeftOut: boolean): string[] =>
  bundledLanguagesInfo
    .filter(({ id }) => GRAMMARS_LEFT_OUT.has(id) === isLeftOut)
    .flatMap(({ id, aliases = [] }) => [id, ...aliases]);

/** Something to colour in almost any language. */
const CODE = 'if (1) { return "a"; } # b // c\nSELECT 1;';

describe('grammars that are left out', () => {
  test('are grammars of Shiki', () => {
    const isThere = (name: string): boolean => existsSync(join(GRAMMARS, `${name}.mjs`));
    expect([...GRAMMARS_LEFT_OUT].filter((name) => !isThere(name))).toEqual([]);
  });

  test('are of languages that opsbook only shows', () => {
    const used = namesOf(true).filter((name) => {
      const { kind, highlightedAs } = findLanguage(name) ?? {};
      return (kind ?? 'other') !== 'other' || (highlightedAs ?? name) !== name;
    });
    expect(used).toEqual([]);
  });

  test('leave a fence as it is, by each of their names', async () => {
    const fences = namesOf(true).map((language) => ({ language, code: CODE }));
    const highlight = await createHighlight(fences);
    for (const { language } of fences)
      expect({ language, shown: highlight(CODE, language) }).toEqual({
        language,
        shown: [{ type: 'text', value: CODE }],
      });
  });

  test('are missed by no other: a fence with a part in such a language is coloured too', async () => {
    const code = '# a\n\n```swift\nlet a = "b"\n```\n\n```bash\necho "b"\n```\n';
    const highlight = await createHighlight([{ language: 'md', code }]);
    const shown = highlight(code, 'md');
    expect(shown.some((node) => node.type === 'element')).toBe(true);
    expect(textOf(shown)).toBe(code);
  });
});

function textOf(nodes: readonly ElementContent[]): string {
  return nodes
    .map((node) => (node.type === 'text' ? node.value : node.type === 'element' ? textOf(node.children) : ''))
    .join('');
}
