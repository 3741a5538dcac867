import { h } from 'hastscript';
import { toHtml } from 'hast-util-to-html';
import { expect, test } from 'vitest';
import { breakCode } from '../../src/site/render/break-code.ts';

const broken = (code: string): string =>
  toHtml(breakCode(h('table', h('td', h('a', h('code', code))))).children).replace(/<\/?(?:td|a|code)>/g, '');

test.each([
  ['contains', 'contains'],
  ['controllerManager.leaderElection.enabled', 'controllerManager.<wbr>leaderElection.<wbr>enabled'],
  ['--set-file=/etc/x_y.conf', '--<wbr>set-<wbr>file=/<wbr>etc/<wbr>x_<wbr>y.<wbr>conf'],
  ['kubectl get pods', 'kubectl get pods'],
  ['0123456789abcdef0123456789abcdef', '0123456789ab<wbr>cdef01234567<wbr>89abcdef'],
])('code in a table breaks behind marks, not inside words: %s', (code, expected) => {
  expect(broken(code)).toBe(expected);
});

test('text beside code is left as it is', () => {
  expect(toHtml(breakCode(h('table', h('td', ['a.b.c', h('code', 'd')]))))).toBe(
    '<table class="breaks"><td>a.b.c<code>d</code></td></table>',
  );
});
