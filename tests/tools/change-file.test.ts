import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { changeFile } from '../../src/tools/change-file.ts';
import { DISK } from '../../src/tools/disk.ts';
import type { Disk } from '../../src/tools/disk.ts';
import { ownedName } from '../../src/tools/owned-name.ts';
import { changeText, readIfThere, rewriteText, writeNew, writeWhole } from '../../src/tools/write-file.ts';
import { call } from '../cli/call.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-change-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const at = (name: string): string => join(folder, name);
const read = (name: string): string => readFileSync(at(name), 'utf8');
const add = (more: string) => (text: string | undefined) => `${text ?? ''}${more}`;

test('a file that is not there has no text, and what cannot be read is an error', async () => {
  writeFileSync(at('a'), 'text');
  expect([await readIfThere(at('a')), await readIfThere(at('b'))]).toEqual(['text', undefined]);
  await expect(readIfThere(folder)).rejects.toThrow('EISDIR');
});

describe('one process that changes a file many times at once', () => {
  test('makes every change', async () => {
    const marks = Array.from({ length: 20 }, (_, index) => `m${index}\n`);
    await Promise.all(marks.map((mark) => rewriteText(at('a'), add(mark))));
    expect(read('a').split('\n').sort()).toEqual(['', ...marks.map((mark) => mark.trim())].sort());
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('makes a new file once', async () => {
    const texts = ['one', 'two', 'three', 'four'];
    const made = await Promise.all(texts.map((text) => writeNew(at('deep/er/a'), text)));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(read('deep/er/a')).toBe(texts[made.indexOf(true)]);
  });
});

describe('what a file is besides its content', () => {
  test('its mode stays', async () => {
    writeFileSync(at('a'), 'old');
    chmodSync(at('a'), 0o2764);
    await writeWhole(at('a'), 'new');
    expect((statSync(at('a')).mode & 0o7777).toString(8)).toBe('2764');
  });

  test.runIf(process.getuid?.() === 0)('its owner stays (only an administrator can test it)', async () => {
    writeFileSync(at('a'), 'old');
    chownSync(at('a'), 1234, 2345);
    await writeWhole(at('a'), 'new');
    expect([read('a'), statSync(at('a')).uid, statSync(at('a')).gid]).toEqual(['new', 1234, 2345]);
  });

  test('a symbolic link to it stays, and leads to the new text', async () => {
    mkdirSync(at('real'));
    writeFileSync(at('real/a'), 'old');
    symlinkSync('real/a', at('link'));
    await writeWhole(at('link'), 'new', { inside: folder });
    expect([lstatSync(at('link')).isSymbolicLink(), read('real/a')]).toEqual([true, 'new']);
  });

  test('a byte order mark stays', async () => {
    writeFileSync(at('a'), '\uFEFFold');
    expect(await changeText(at('a'), { from: 'old', to: 'new' })).toBe(true);
    expect(read('a')).toBe('\uFEFFnew');
  });
});

describe('a file that is left alone', () => {
  test('holds another text than the one the change was made for', async () => {
    writeFileSync(at('a'), 'mine');
    expect(await changeText(at('a'), { from: 'yours', to: 'new' })).toBe(false);
    expect(read('a')).toBe('mine');
  });

  test('is no UTF-8', async () => {
    writeFileSync(at('a'), Buffer.from([0x66, 0xff]));
    expect(await rewriteText(at('a'), add('more'))).toBe('left');
  });

  test.each(['link', 'folder-link/a', 'folder-link/new', 'dangling'])(
    'is reached by a link out of the book: %s',
    async (name) => {
      mkdirSync(at('book'));
      mkdirSync(at('outside'));
      writeFileSync(at('outside/a'), 'secret');
      symlinkSync('../outside/a', at('book/link'));
      symlinkSync('../outside', at('book/folder-link'));
      symlinkSync('../outside/nothing', at('book/dangling'));
      const change = rewriteText(join(at('book'), name), add('more'), { inside: at('book') });
      await expect(change).rejects.toThrow(/could not be written|leads out/);
      expect([readdirSync(at('outside')), read('outside/a')]).toEqual([['a'], 'secret']);
    },
  );

  test('was saved by an editor, which knows no lock, at the last moment: the change is made of that', async () => {
    writeFileSync(at('a'), 'one\n');
    let saves = 2;
    const disk: Disk = {
      ...DISK,
      access: async (path, mode) => {
        if (saves > 0) writeFileSync(at('a'), `saved ${(saves -= 1)}\n`);
        await DISK.access(path, mode);
      },
    };
    expect(await rewriteText(at('a'), add('mine\n'), { disk })).toBe('written');
    expect(read('a')).toBe('saved 0\nmine\n');
  });
});

describe('a change that is made', () => {
  const fault = (code: string): Promise<never> => Promise.reject(Object.assign(new Error(code), { code }));
  const mine = (before: Buffer | undefined) => (before ? undefined : Buffer.from('mine'));

  test('of nothing leaves the file as it is', async () => {
    writeFileSync(at('a'), 'old');
    const before = statSync(at('a')).ino;
    expect(await changeFile(at('a'), (text) => text)).toBe('same');
    expect(statSync(at('a')).ino).toBe(before);
  });

  test('of a folder is refused, whatever it would be', async () => {
    await expect(changeFile(folder, () => undefined)).rejects.toThrow('it is a folder (EISDIR)');
  });

  test.each([
    ['written', 'new'],
    ['left', undefined],
  ])('of a pipe or a terminal puts nothing in its place: %s', async (said, text) => {
    writeFileSync(at('pipe'), 'old');
    const stat = (async (path: string) =>
      Object.assign(await DISK.stat(path), { isFile: () => false })) as Disk['stat']; // but for what it is
    const disk: Disk = { ...DISK, stat, rename: () => fault('EIO') };
    const asked: unknown[] = [];
    const change = (before: Buffer | undefined) => {
      asked.push(before);
      return text === undefined ? undefined : Buffer.from(text);
    };
    expect(await changeFile(at('pipe'), change, { disk })).toBe(said);
    expect([asked, read('pipe'), readdirSync(folder)]).toEqual([[undefined], text ?? 'old', ['pipe']]);
  });

  test('is given up after ten rounds in which another program saved', async () => {
    writeFileSync(at('a'), '0');
    let rounds = 0;
    const change = () => {
      rounds += 1;
      writeFileSync(at('a'), `theirs ${rounds}`);
      return Buffer.from('mine');
    };
    await expect(changeFile(at('a'), change)).rejects.toThrow('another program keeps changing it');
    expect([rounds, read('a')]).toEqual([10, 'theirs 10']);
  });

  test.each([
    ['new', 0o666],
    ['old', 0o600],
  ])('is written beside with rights that fit: %s', async (name, mode) => {
    writeFileSync(at('old'), 'old');
    const modes: unknown[] = [];
    const open: Disk['open'] = (...words) => {
      if (String(words[0]).includes('-part-')) modes.push(words[2]);
      return DISK.open(...words);
    };
    await writeWhole(at(name), 'text', { disk: { ...DISK, open } });
    expect(modes).toEqual([mode]);
  });

  test.each([
    [0, 0],
    [1, 0],
    [0, 1],
    [1, 1],
  ])('keeps an owner that is %i away, and a group that is %i away', async (owner, group) => {
    writeFileSync(at('a'), 'old');
    const { uid, gid } = statSync(at('a'));
    const stat = (async (path: string) =>
      Object.assign(await DISK.stat(path), { uid: uid + owner, gid: gid + group })) as Disk['stat']; // but for whose it is
    const given: unknown[] = [];
    const chown = async (_: unknown, ...to: number[]): Promise<void> => void given.push(to);
    await writeWhole(at('a'), 'new', { disk: { ...DISK, stat, chown } });
    expect(given).toEqual(owner + group > 0 ? [[uid + owner, gid + group]] : []);
  });

  test.each(['EEXIST', 'EPERM'])(
    'gives way to a file that another program makes meanwhile: %s',
    async (code) => {
      const link = () => {
        writeFileSync(at('a'), 'theirs');
        return fault(code);
      };
      expect(await changeFile(at('a'), mine, { disk: { ...DISK, link } })).toBe('left');
      expect([read('a'), readdirSync(folder)]).toEqual(['theirs', ['a']]);
    },
  );

  test.each(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EMLINK'])(
    'needs no hard links: %s',
    async (code) => {
      expect(await changeFile(at('a'), mine, { disk: { ...DISK, link: () => fault(code) } })).toBe('written');
      expect(read('a')).toBe('mine');
    },
  );

  test('says what went wrong with a new file, and leaves none', async () => {
    const change = changeFile(at('a'), mine, { disk: { ...DISK, link: () => fault('EIO') } });
    await expect(change).rejects.toThrow('the disk reported an error (EIO)');
    expect(readdirSync(folder)).toEqual([]);
  });

  test('makes its folders inside the book, and none outside', async () => {
    for (const name of ['book', 'bookish', 'outside']) mkdirSync(at(name));
    writeFileSync(at('bookish/a'), 'theirs');
    symlinkSync('../outside', at('book/out'));
    symlinkSync('../bookish/a', at('book/near'));
    const write = (name: string) => writeWhole(at(name), 'new', { inside: at('book') });
    await write('book/a');
    await write('book/new/deep/a');
    await expect(write('book/out/new/deep/a')).rejects.toThrow('leads out of the book');
    await expect(write('book/near')).rejects.toThrow('leads out of the book');
    expect([read('book/a'), read('book/new/deep/a'), read('bookish/a')]).toEqual(['new', 'new', 'theirs']);
    expect(readdirSync(at('outside'))).toEqual([]);
  });
});

describe('what a process that died left', () => {
  /** Names as a process would have made them that is gone, or runs on another machine. */
  const gone = (kind: string): string =>
    ownedName(kind, 'a').replace(/-\d+-\d+-([0-9a-f]{8})$/, '-4194999-7-$1');
  const elsewhere = (): string =>
    ownedName('lock', 'a').replace(/^(\.opsbook-lock-[0-9a-f]{8})-[0-9a-f]{8}/, '$1-00000000');

  test('holds nobody up, and is swept', async () => {
    writeFileSync(at('a'), 'old');
    for (const kind of ['lock', 'part']) writeFileSync(at(gone(kind)), 'half');
    expect(await writeNew(at('b'), 'new')).toBe(true);
    expect(readdirSync(folder).sort()).toEqual(['a', 'b']);
  });

  test('holds nobody up where its number was given again', async () => {
    const again = ownedName('lock', 'a').replace(/-(\d+)-\d+-([0-9a-f]{8})$/, '-$1-7-$2');
    writeFileSync(at(again), '');
    expect(await rewriteText(at('a'), add('new'), { patience: 50 })).toBe(
      process.platform === 'linux' ? 'written' : 'left',
    );
  });

  test('is waited for while it may live: another machine, a moment ago', async () => {
    writeFileSync(at(elsewhere()), '');
    const change = rewriteText(at('a'), add('new'), { patience: 20 });
    await expect(change).rejects.toThrow('another opsbook has been changing it');
    expect(existsSync(at('a'))).toBe(false);
  });

  test('is not waited for any more: another machine, long ago', async () => {
    const name = elsewhere();
    writeFileSync(at(name), '');
    utimesSync(at(name), new Date(0), new Date(0));
    expect(await rewriteText(at('a'), add('new'))).toBe('written');
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('announces nothing while it waits', async () => {
    writeFileSync(at(elsewhere()), '');
    const opened: string[] = [];
    const open: Disk['open'] = (...words) => {
      opened.push(String(words[0]));
      return DISK.open(...words);
    };
    const change = rewriteText(at('a'), add('new'), { patience: 20, disk: { ...DISK, open } });
    await expect(change).rejects.toThrow('another opsbook has been changing it');
    expect(opened).toEqual([]);
  });

  test.each([
    ['what it writes, and no lock', () => ownedName('part', 'a')],
    [
      'the lock of another file',
      () =>
        elsewhere().replace(/lock-[0-9a-f]{8}/, /lock-[0-9a-f]{8}/.exec(ownedName('lock', 'b'))?.[0] ?? ''),
    ],
    ['a folder of a build, which builds sweep', () => gone('site')],
  ])('is %s: it holds nobody up, and stays', async (_, named) => {
    const name = named();
    writeFileSync(at(name), '');
    expect(await rewriteText(at('a'), add('new'), { patience: 20 })).toBe('written');
    expect(readdirSync(folder).sort()).toEqual([name, 'a']);
  });

  test('is nothing of other files with such a name', async () => {
    const names = ['.opsbook-lock', '.opsbook-lock-zz', `${gone('lock')}.txt`];
    for (const name of names) writeFileSync(at(name), 'mine');
    await writeWhole(at('a'), 'new');
    expect(readdirSync(folder).sort()).toEqual(['a', ...names].sort());
  });
});

/** A disk on which one thing, the one of that number, goes wrong. */
function failingDisk(fails: number, code: string, isDead: boolean): { disk: Disk; asked(): number } {
  let asked = 0;
  const attempt = async <T>(work: () => Promise<T>): Promise<T> => {
    asked += 1;
    // A process that was killed does nothing any more; a disk that is full does the next thing again.
    if (asked === fails || (isDead && asked > fails)) throw Object.assign(new Error(code), { code });
    return work();
  };
  const wrapped = Object.fromEntries(
    Object.entries(DISK).map(([name, work]) => [
      name,
      (...words: unknown[]) => attempt(() => (work as (...all: unknown[]) => Promise<unknown>)(...words)),
    ]),
  ) as unknown as Disk; // the same names, each with the same parameters
  const open: Disk['open'] = async (...words) => {
    const file = await (wrapped.open as Disk['open'])(...words);
    return new Proxy(file, {
      get(target, name) {
        const own: unknown = Reflect.get(target, name);
        if (typeof own !== 'function') return own;
        const bound = own.bind(target) as (...words: unknown[]) => Promise<unknown>; // a method of the handle
        return name === 'writeFile' || name === 'sync'
          ? (...words: unknown[]) => attempt(() => bound(...words))
          : bound;
      },
    });
  };
  return { disk: { ...wrapped, open }, asked: () => asked };
}

describe('a disk that fails', () => {
  test.each([
    ['ENOSPC', 'the disk is full (ENOSPC)'],
    ['EROFS', 'the file system is read-only (EROFS)'],
    ['EACCES', 'you have no right to write it, or to write into its folder (EACCES)'],
    ['EDQUOT', 'your share of the disk is used up (EDQUOT)'],
    ['EIO', 'the disk reported an error (EIO)'],
  ])('at any moment leaves the old file or the new one, and says it: %s', async (code, words) => {
    const outcomes = new Set<string>();
    for (let fails = 1, isOver = false; !isOver; fails += 1) {
      writeFileSync(at('a'), 'old');
      const { disk, asked } = failingDisk(fails, code, false);
      const said = await writeWhole(at('a'), 'new', { disk }).catch((error: Error) => error.message);
      if (said !== undefined)
        expect(said).toBe(`${at('a')} could not be written: ${words}. It is as it was.`);
      outcomes.add(`${said === undefined ? 'written' : 'said'} ${read('a')}`);
      isOver = asked() < fails;
    }
    expect([...outcomes].sort()).toEqual(['said old', 'written new']);
    await writeWhole(at('a'), 'newer');
    expect([read('a'), readdirSync(folder)]).toEqual(['newer', ['a']]);
  });

  test('and a process that ends at any moment leave the old file or the new one', async () => {
    for (const before of ['old', undefined]) {
      const texts = new Set<string | undefined>();
      for (let fails = 1, isOver = false; !isOver; fails += 1) {
        const sub = mkdtempSync(at('case-'));
        if (before !== undefined) writeFileSync(join(sub, 'a'), before);
        const { disk, asked } = failingDisk(fails, 'KILLED', true);
        await changeFile(join(sub, 'a'), () => Buffer.from('new'), { disk }).catch(() => undefined);
        texts.add(existsSync(join(sub, 'a')) ? readFileSync(join(sub, 'a'), 'utf8') : undefined);
        isOver = asked() < fails;
      }
      expect(texts).toEqual(new Set([before, 'new']));
    }
  });

  test('without hard links makes a new file all the same, and once', async () => {
    const disk: Disk = {
      ...DISK,
      link: () => Promise.reject(Object.assign(new Error('no'), { code: 'EPERM' })),
    };
    const made = await Promise.all(['one', 'two'].map((text) => writeNew(at('a'), text, { disk })));
    expect(made.filter(Boolean)).toHaveLength(1);
    expect(readdirSync(folder)).toEqual(['a']);
  });

  test('is no fault of ours: a command says it and ends with status 2', async () => {
    mkdirSync(at('opsbook.yaml'));
    writeFileSync(at('tool'), '#!/bin/sh\necho "Usage: tool [--force]"\n');
    chmodSync(at('tool'), 0o755);
    mkdirSync(at('summary.md'));
    writeFileSync(at('a.md'), '# A\n\n## Fix\n\nText.\n');
    const { status, said } = await call(folder, 'lint', '--root', '.', '--summary', 'summary.md');
    expect([status, said]).toEqual([2, expect.stringContaining('it is a folder (EISDIR)')]);
  });
});
