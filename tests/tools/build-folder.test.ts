import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { execFileSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { BUILD_MARK, freshFolder, replaceFolder } from '../../src/tools/build-site.ts';
import { ownedName } from '../../src/tools/owned-name.ts';

let folder: string;
let out: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-out-'));
  out = join(folder, 'deep/dist');
});
afterEach(() => rmSync(folder, { recursive: true }));

async function build(text: string): Promise<void> {
  const fresh = await freshFolder(out);
  writeFileSync(join(fresh, 'index.html'), text);
  mkdirSync(join(fresh, 'sub'));
  writeFileSync(join(fresh, 'sub/index.html'), text);
  await replaceFolder(out, fresh, { digest: text });
}

/** A folder as a build would have left it that was killed. */
function left(kind: string, text: string): void {
  const name = ownedName(kind, 'dist').replace(/-\d+-\d+-([0-9a-f]{8})$/, '-4194999-7-$1');
  mkdirSync(join(folder, 'deep', name), { recursive: true });
  writeFileSync(join(folder, 'deep', name, 'index.html'), text);
}

test('builds into one folder at once leave one whole site, and nothing beside it', async () => {
  const texts = Array.from({ length: 8 }, (_, index) => `site ${index}`);
  await Promise.all(texts.map(build));
  const text = readFileSync(join(out, 'index.html'), 'utf8');
  expect(texts).toContain(text);
  expect(readFileSync(join(out, 'sub/index.html'), 'utf8')).toBe(text);
  expect(readFileSync(join(out, BUILD_MARK), 'utf8')).toContain(`digest ${text}`);
  expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
});

test('what a killed build left is swept by the next one', async () => {
  left('new', 'half');
  left('old', 'before');
  mkdirSync(out);
  await build('now');
  expect(readdirSync(join(folder, 'deep'))).toEqual(['dist']);
});

test('the site that a killed build had just taken away comes back', async () => {
  left('old', 'before');
  const fresh = await freshFolder(out);
  expect([readFileSync(join(out, 'index.html'), 'utf8'), existsSync(fresh)]).toEqual(['before', true]);
});

test('a folder that cannot be made is said in words', async () => {
  writeFileSync(join(folder, 'deep'), 'a file');
  await expect(freshFolder(out)).rejects.toThrow(/dist could not be written: .*(EEXIST|ENOTDIR|a file)/);
});

/** What another user is told who builds over a site of root's. */
function buildAsOther(mode: number): string {
  for (const path of [folder, join(folder, 'deep')]) chmodSync(path, mode);
  const build = `
    import { freshFolder, replaceFolder } from ${JSON.stringify(new URL('../../src/tools/build-site.ts', import.meta.url).href)};
    const fresh = await freshFolder(${JSON.stringify(out)});
    await replaceFolder(${JSON.stringify(out)}, fresh, { digest: 'theirs' }).then(
      ({ left }) => console.log('left ' + left),
      (error) => console.log(error.name + ': ' + error.message),
    );`;
  return execFileSync(process.execPath, ['--input-type=module', '-e', build], {
    encoding: 'utf8',
    uid: 65534,
    gid: 65534,
    cwd: '/',
  });
}

test.skipIf(process.getuid?.() !== 0)(
  'of a site of another user what cannot be removed is named, and holds no later build up (only root can make one)',
  async () => {
    await build('mine');
    expect(buildAsOther(0o777)).toMatch(/^left .*\/\.opsbook-old-/);
    expect(readFileSync(join(out, BUILD_MARK), 'utf8')).toContain('digest theirs');
    expect(buildAsOther(0o777)).toBe('left undefined\n');
  },
);

test.skipIf(process.getuid?.() !== 0)(
  'a site of another user that cannot be moved stays as it was, and that is said (only root can make one)',
  async () => {
    await build('mine');
    expect(buildAsOther(0o1777)).toMatch(
      /^UnwritableError: .*dist could not be written: .*EPERM.*It is as it was\.$/m,
    );
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toBe('mine');
  },
);
