import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { changesSince } from '../../src/tools/git-changes.ts';
import { makeRepository } from './repository.ts';
import type { Repository } from './repository.ts';

let one: Repository;
beforeEach(() => {
  one = makeRepository();
});
afterEach(() => one.remove());

async function changes(): Promise<string[]> {
  const { files } = await changesSince(one.folder, 'HEAD');
  return files.map(({ kind, path, from }) => `${kind} ${from === undefined ? '' : `${from} -> `}${path}`);
}

/** Puts a content on disk as of another time, so that the file has to be read. */
function put(path: string, content: string | Buffer): void {
  writeFileSync(join(one.folder, path), content);
  utimesSync(join(one.folder, path), 1, 1);
}

const utf16 = (text: string): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);

describe('a file of the work tree', () => {
  it.each<[string, string, string | Buffer, boolean]>([
    // attributes, as committed, as it lies there, whether it is the same
    ['', 'a\nb\n', 'a\nb\n', true],
    ['', 'a\nb\n', 'a\r\nb\r\n', false],
    ['* text', 'a\nb\n', 'a\r\nb\r\n', true],
    ['* text', 'a\nb\n', 'a\r\nc\r\n', false],
    ['* text=auto', 'a\nb\n', 'a\r\nb\r\n', true],
    ['* text=auto', 'a\nb\n', 'a\r\nb\n', true],
    ['* text=auto', 'a\n\u0000\n', 'a\r\n\u0000\r\n', false],
    ['* text=auto', 'a\nb\rc\n', 'a\r\nb\rc\r\n', false],
    ['* -text', 'a\nb\n', 'a\r\nb\r\n', false],
    ['* binary', 'a\nb\n', 'a\r\nb\r\n', false],
    ['* eol=crlf', 'a\nb\n', 'a\r\nb\r\n', true],
    ['* eol=lf', 'a\nb\n', 'a\r\nb\r\n', true],
    ['* crlf', 'a\nb\n', 'a\r\nb\r\n', true],
    ['*.yaml text', 'a\nb\n', 'a\r\nb\r\n', false],
    ['* ident', '$Id$\n', '$Id: 0123456789012345678901234567890123456789 $\n', true],
    ['* ident', '$Id$\n', '$Id: 0123 $ and more\n', false],
    ['* working-tree-encoding=UTF-16 text', 'ä\nb\n', utf16('ä\r\nb\r\n'), true],
    ['* working-tree-encoding=UTF-16', 'ä\nb\n', utf16('ö\nb\n'), false],
    ['* working-tree-encoding=nonsense', 'a\n', 'b\n', false],
    ['* filter=other', 'a\n', 'a\n', true],
    ['* filter=other', 'a\n', 'A\n', false],
  ])(
    'with attributes "%s", committed as %j and there as %j, is the same: %s',
    async (attributes, committed, there, isSame) => {
      one.write({ 'a.md': committed });
      one.commit();
      one.write({ '.git/info/attributes': `${attributes}\n` });
      put('a.md', there);
      expect(await changes()).toEqual(isSame ? [] : ['changed a.md']);
    },
  );

  it.each([
    ['true', []],
    ['input', []],
    ['false', ['changed a.md']],
  ])('has its line ends converted by core.autocrlf=%s', async (value, expected) => {
    one.write({ 'a.md': 'a\nb\n' });
    one.commit();
    one.git('config', 'core.autocrlf', value);
    put('a.md', 'a\r\nb\r\n');
    expect(await changes()).toEqual(expected);
  });

  it('that Git LFS keeps is told apart from its pointer without Git LFS', async () => {
    const content = 'a large picture\n'.repeat(1000);
    const sha256 = createHash('sha256').update(content).digest('hex');
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${sha256}\nsize ${content.length}\n`;
    one.write({ 'a.png': pointer, 'b.png': pointer, 'c.png': pointer });
    one.commit();
    one.write({ '.git/info/attributes': '*.png filter=lfs diff=lfs merge=lfs -text\n' });
    put('a.png', content);
    put('b.png', content.replace('large', 'small'));
    put('c.png', pointer);
    expect(await changes()).toEqual(['changed b.png']);
  });

  it('of the same length and time is read when git wrote its index in that moment', async () => {
    one.write({ 'a.md': 'a\n' });
    one.commit();
    one.write({ 'a.md': 'b\n' });
    expect(await changes()).toEqual(['changed a.md']);
  });

  it('is what it was when only the index has changed', async () => {
    one.write({ 'a.md': 'a\n', 'b.md': 'b\n', 'c.md': 'c\n' });
    one.commit();
    one.write({ 'a.md': 'a2\n', 'b.md': 'b2\n' });
    one.git('add', '-A');
    one.write({ 'a.md': 'a\n', 'b.md': 'b3\n' });
    one.git('rm', '-q', '--cached', 'c.md');
    expect(await changes()).toEqual(['changed b.md']);
  });

  it('is gone when it is no file any more, and nothing below a link is read', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'opsbook-outside-'));
    one.write({ 'a.md': 'a\n', 'b/c.md': 'c\n', 'd.md': 'd\n' });
    one.commit();
    one.write({ 'a.md': undefined, 'd.md': undefined });
    mkdirSync(join(one.folder, 'a.md'));
    renameSync(join(one.folder, 'b'), join(outside, 'b'));
    symlinkSync(join(outside, 'b'), join(one.folder, 'b'));
    symlinkSync('/etc/hostname', join(one.folder, 'd.md'));
    expect(await changes()).toEqual(['deleted a.md', 'added b', 'deleted b/c.md', 'changed d.md']);
    rmSync(outside, { recursive: true });
  });

  it('is not missed where a sparse checkout leaves it out, nor where only its intent was added', async () => {
    one.write({ 'a.md': 'a\n', 'b.md': 'b\n' });
    one.commit();
    one.git('update-index', '--skip-worktree', 'b.md');
    one.write({ 'b.md': undefined, 'new.md': 'n\n' });
    one.git('add', '-N', 'new.md');
    expect(await changes()).toEqual(['added new.md']);
  });

  it('of any name is compared', async () => {
    const names = ['[a].md', '*.md', ':(top)x.md', 'two\nlines.md', '-x.md', 'ä "q".md'];
    for (const name of names) one.write({ [name]: `${name}\n` });
    one.commit();
    for (const name of names) put(name, `${name}\n`);
    expect(await changes()).toEqual([]);
    for (const name of names) put(name, 'changed\n');
    expect(await changes()).toEqual(names.toSorted().map((name) => `changed ${name}`));
  });

  it('is compared in a repository whose ids are SHA-256', async () => {
    rmSync(join(one.folder, '.git'), { recursive: true });
    one.git('init', '-q', '-b', 'main', '--object-format=sha256');
    one.write({ 'a.md': 'a\n', 'b.md': 'b\n' });
    one.commit();
    put('a.md', 'a\n');
    put('b.md', 'c\n');
    expect(await changes()).toEqual(['changed b.md']);
  });
});
