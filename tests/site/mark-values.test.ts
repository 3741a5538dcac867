import { toHtml } from 'hast-util-to-html';
import { describe, expect, it } from 'vitest';
import type { Snippet } from '../../src/runbook/read/snippet.ts';
import { listSnippetPlaces } from '../../src/runbook/values/value-places.ts';
import { createHighlight } from '../../src/site/render/highlight.ts';
import { renderBranches } from '../../src/site/render/decision.ts';
import { renderCard } from '../../src/site/render/snippet-card.ts';
import { h } from 'hastscript';

const PARAMS = [
  { name: 'NS', isSecret: false, allow: [] },
  { name: 'TOKEN', isSecret: true, allow: [] },
];

async function command(code: string, language = 'bash'): Promise<string> {
  const nothing = {
    name: undefined,
    risk: undefined,
    env: undefined,
    range: undefined,
    output: undefined,
    expected: undefined,
  };
  const place = { codeLine: undefined, codeColumn: undefined, section: '', attributes: {}, isOutput: false };
  const snippet: Snippet = { ...nothing, ...place, language, code, isRunnable: true };
  const highlight = await createHighlight([snippet]);
  const html = toHtml(
    renderCard([snippet], {
      highlight,
      number: 0,
      anchor: undefined,
      params: PARAMS,
      places: (one) => listSnippetPlaces(one, PARAMS),
      commands: new Map(),
    }),
  );
  return /<code class="command">(.*)<\/code>/s.exec(html)?.[1] ?? '';
}

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&#x26;', '&')
    .replaceAll('&#x3C;', '<')
    .replaceAll('&#x3c;', '<');

describe('the variables of a command', () => {
  it.each([
    ['kubectl -n "$NS" get pods', ['$NS']],
    ['echo ${NS}-x "${NS:-a $NS}" && cat <<EOF\n$NS\nx $NS\nEOF', ['${NS}', '${NS:-a $NS}', '$NS', '$NS']],
    ['bash -c "echo \\$NS \'$NS\'"', ['\\$NS', '$NS']],
    ['echo $TOKEN $OTHER', ['$TOKEN']],
    ["echo '$NS' \\$NS", []],
  ])('are marked, and the text stays: %j', async (code, marked) => {
    const html = await command(code);
    expect(textOf(html)).toBe(code);
    const found = [...html.matchAll(/<span class="value"[^>]*>([^<]*)<\/span>/g)].map(([, text]) => text);
    expect(found).toEqual(marked);
  });

  it('are told where they stand, but for secrets', async () => {
    expect(await command('x "$NS" $TOKEN')).toContain(
      '<span class="value" data-param="NS" data-quote="dO" data-assign="">',
    );
    expect(await command('x "$NS" $TOKEN')).toContain('<span class="value" data-param="TOKEN">');
    expect(await command("select :'NS'", 'sql')).toContain('data-quote="Q">');
  });
});

describe('a branch of a decision', () => {
  const steps = new Set(['scale-up']);
  const branch = (...content: Parameters<typeof h>[2][]): string =>
    toHtml(h('ul', renderBranches([h('li', ...content)], steps)));

  it.each([
    ['a link after a colon', ['If it shows X: go to ', h('a', { href: '#x' }, 'X')]],
    ['a link after an arrow', ['If it shows X → ', h('a', { href: '#x' }, 'X')]],
    ['a paragraph of a loose list', [h('p', ['If it shows X: ', h('a', { href: '#x' }, 'X')])]],
  ])('leads on by %s', (_, content) => {
    expect(branch(...content)).toBe(
      '<ul><li class="branch"><span class="when">If it shows X</span><span class="then"><span class="arrow">→ </span><a href="#x">X</a></span></li></ul>',
    );
  });

  it('links a step that is named in code', () => {
    expect(branch('If it is slow: go to ', h('code', 'scale-up'))).toContain(
      '<a href="#scale-up">scale up</a>',
    );
    expect(branch('If it is slow: go to ', h('code', 'other'))).not.toContain('<a');
  });

  it('is left as it is where it leads nowhere', () => {
    expect(branch('Wait, see ', h('a', { href: '#x' }, 'X'))).toBe(
      '<ul><li>Wait, see <a href="#x">X</a></li></ul>',
    );
  });
});
