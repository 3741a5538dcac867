import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadBook } from '../../src/runbook/read/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { listOutsideFiles } from '../../src/tools/outside-files.ts';
import { writeFiles } from '../site/write-files.ts';

let folder: string;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'opsbook-outside-'));
  await writeFiles(folder, {
    'repo/book/content/runbooks/a.md': '# A\n',
    'repo/book/content/alerts/own.yaml': 'groups: []\n',
    'repo/rules/a.yaml': 'groups: []\n',
    'repo/rules/deep/b.yml': 'groups: []\n',
    'repo/rules/notes.md': 'secret\n',
    'repo/rules/.hidden/c.yaml': 'groups: []\n',
    'repo/rules/node_modules/p/d.yaml': 'groups: []\n',
    'elsewhere/d.yaml': 'secret: yes\n',
  });
  symlinkSync(join(folder, 'elsewhere/d.yaml'), join(folder, 'repo/rules/linked.yaml'));
  symlinkSync(join(folder, 'elsewhere'), join(folder, 'repo/rules/linked'));
  symlinkSync(join(folder, 'repo/rules/a.yaml'), join(folder, 'repo/rules/same.yaml'));
});
afterEach(() => rmSync(folder, { recursive: true }));

async function read(settings: string, isAllowed = true) {
  const root = join(folder, 'repo/book');
  await writeFiles(root, { 'opsbook.yaml': settings });
  const { alertRules, faults } = await loadBook(folderReader(root, isAllowed));
  return {
    rules: alertRules.map(({ path }) => path),
    faults: faults.map(({ path, fault }) => `${path} ${fault.message}`),
  };
}

describe('alert rules outside the book are read', () => {
  test('only where the caller allows it, and else it is said', async () => {
    expect(await read("alerts: { rules: ['content/alerts/*.yaml', '../rules/**'] }\n", false)).toEqual({
      rules: ['content/alerts/own.yaml'],
      faults: [
        'opsbook.yaml Give `--allow-outside` to read `../rules/**`, or move these rules into the book: `alerts.rules` may not leave it by itself.',
      ],
    });
  });

  test('by globs, with the rules inside; what is no rule file and what leaves their folder is not', async () => {
    expect(await read("alerts: { rules: ['content/alerts/*.yaml', '../rules/**'] }\n")).toEqual({
      rules: ['content/alerts/own.yaml', '../rules/a.yaml', '../rules/deep/b.yml', '../rules/same.yaml'],
      faults: ['../rules/linked', '../rules/linked.yaml'].map(
        (path) =>
          `${path} Replace this symbolic link by a file: it leads out of the folder that \`alerts.rules\` names.`,
      ),
    });
  });

  test('by the path of one file', async () => {
    expect(await read('alerts: { rules: [../rules/deep/b.yml] }\n')).toEqual({
      rules: ['../rules/deep/b.yml'],
      faults: [],
    });
  });

  test('only when the settings have no other fault', async () => {
    const { rules, faults } = await read('alerts: { rules: [../rules/*.yaml] }\ntitel: x\n');
    expect(rules).toEqual([]);
    expect(faults).toHaveLength(2);
  });

  test('and a folder that is not there is none', async () => {
    expect(await read('alerts: { rules: [../gone/*.yaml] }\n')).toEqual({ rules: [], faults: [] });
  });
});

describe('of files outside the book', () => {
  const list = async (glob: string, most?: number) => {
    const { paths, refused } = await listOutsideFiles(join(folder, 'repo/book'), [glob], most);
    return [...paths, ...refused.map(({ path }) => `refused ${path}`)];
  };

  test.each([
    ['../rules/*.yaml', ['../rules/a.yaml', '../rules/same.yaml', 'refused ../rules/linked.yaml']],
    ['../rules/*.yml', []],
    ['../rules/*/*.yml', ['../rules/deep/b.yml']],
    // Hidden folders and packages are nobody's rules, and no pattern of patterns is read.
    ['../rules/**/.hidden/*.yaml', []],
    ['../rules/**/d.yaml', []],
    ['../rules/+(a).yaml', []],
    ['../rules/a.yaml', ['../rules/a.yaml']],
    ['../rules/gone.yaml', []],
    // The book itself is read by its own rules.
    ['../**/own.yaml', []],
    ['../book/content/alerts/own.yaml', []],
  ])('%s names %j', async (glob, names) => expect(await list(glob)).toEqual(names));

  test('a link that leads nowhere is said, and one to a folder is no file', async () => {
    symlinkSync(join(folder, 'gone'), join(folder, 'repo/rules/lost.yaml'));
    symlinkSync(join(folder, 'repo/rules/deep'), join(folder, 'repo/rules/folder.yaml'));
    expect(await list('../rules/{lost,folder}.yaml')).toEqual(['refused ../rules/lost.yaml']);
  });

  test('no more entries are looked at than so many', async () => {
    const all = await list('../rules/deep/*.yml', 1);
    expect([all, await list('../rules/deep/*.yml', 0)]).toEqual([['../rules/deep/b.yml'], []]);
    await writeFiles(folder, { 'repo/rules/deep/c.yml': 'groups: []\n' });
    expect((await list('../rules/deep/*.yml', 1)).length).toBe(1);
  });
});
