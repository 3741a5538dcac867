import { describe, expect, test } from 'vitest';
import { readTree } from '../../../src/runbook/dialects/index.ts';

const DEEP = 150;

describe('HTML that is nested too deep is text from there on, which is said', () => {
  const say = (text: string): string[] =>
    readTree(text, false).faults.map(
      ({ message, range }) => `${range?.start.line}:${range?.start.column} ${message}`,
    );
  const TOO_DEEP = 'Nest this less deeply: HTML more than 100 levels deep is shown as text.';

  test.each<[string, string, string]>([
    ['in one piece', `a\n\n${'<div>'.repeat(DEEP)}\n`, '3:1'],
    ['over lines with blank ones between', '<div>\n\n'.repeat(DEEP), '201:1'],
    ['in a sentence', `Look ${'<i>a'.repeat(DEEP)}`, '1:402'],
    ['in quotes of Markdown', `> ${'<div>\n>\n> '.repeat(DEEP)}`, '199:3'],
    ['where an end does not end it', '<div><table><tr><td></div>\n\n'.repeat(DEEP), '41:1'],
    ['with another name for each', '<b><i></b></i><section>\n\n'.repeat(DEEP), '197:4'],
    ['in blocks of MkDocs', '!!! note\n    <div>\n\n<div>\n\n'.repeat(DEEP), '497:5'],
  ])('%s', (_, text, place) => expect(say(text)).toEqual([`${place} ${TOO_DEEP}`]));

  test.each([
    ['what is closed', '<div>\n\n</div>\n\n'.repeat(DEEP)],
    ['what the next one closes', `<ul>${'<li>a'.repeat(DEEP)}</ul>`],
    ['rows and cells that the next ones close', `<table>${'<tr><td>a<td>b'.repeat(DEEP)}</table>`],
    ['lines that are broken', `a${'<br>'.repeat(DEEP)}`],
    ['what the end of an item closes', '- <div>\n\n'.repeat(DEEP)],
    ['what is only written', '<textarea>' + '<div>'.repeat(DEEP)],
  ])('but not %s', (_, text) => expect(say(text)).toEqual([]));
});

test('comments stay comments behind it, and what is Markdown is read', () => {
  const { tree } = readTree(`${'<div>'.repeat(DEEP)}\n\n<!-- a -->\n\n## After\n`, false);
  expect(tree.children.map(({ type }) => type)).toEqual(['paragraph', 'html', 'heading']);
});
