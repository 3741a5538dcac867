import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { programVersions } from '../../src/tools/found-programs.ts';
import { openSiteIndex } from '../../src/tools/index-site.ts';
import { runShellCheck } from '../../src/tools/shellcheck.ts';
import { runCommand } from '../cli/run-command.ts';

/** A folder as a pull request could fill it: settings of every program that opsbook starts. */
let book: string;
let programs: string;
const before = { path: process.env['PATH'], folder: process.cwd() };

beforeEach(() => {
  book = mkdtempSync(join(tmpdir(), 'opsbook-settings-'));
  programs = join(book, 'programs');
  mkdirSync(programs);
  process.chdir(book);
});
afterEach(() => {
  process.chdir(before.folder);
  process.env['PATH'] = before.path;
  for (const name of ['PAGEFIND_LOGFILE', 'SHELLCHECK_OPTS']) delete process.env[name];
  rmSync(book, { recursive: true });
});

/** A program that writes down how it was started, in place of the real one. */
function fake(name: string, prints = ''): () => string {
  const seen = join(book, `${name}.seen`);
  writeFileSync(
    join(programs, name),
    `#!/bin/sh\n{ pwd; for word; do echo "$word"; done; env; } > '${seen}'\necho '${prints}'\n`,
  );
  chmodSync(join(programs, name), 0o755);
  process.env['PATH'] = [programs, before.path].join(delimiter);
  return () => readFileSync(seen, 'utf8');
}

describe('settings in the folder of a book', () => {
  it('are none of ShellCheck’s: it starts elsewhere, and looks for no `.shellcheckrc`', async () => {
    const seen = fake('shellcheck', '{"comments":[]}');
    process.env['SHELLCHECK_OPTS'] = '--external-sources --source-path=/';
    expect(await runShellCheck(['echo $x'])).toEqual([[]]);
    const lines = seen().split('\n');
    expect(lines[0]).toMatch(/opsbook-shellcheck-/);
    expect(lines).toContain('--norc');
    expect(lines).toContain('SHELLCHECK_OPTS=');
    expect(lines).not.toContain('--external-sources');
  });

  it('hold no ShellCheck that a PATH with `.` would find', async () => {
    const seen = join(book, 'ran');
    writeFileSync(join(book, 'shellcheck'), `#!/bin/sh\ntouch '${seen}'\necho '{"comments":[]}'\n`);
    chmodSync(join(book, 'shellcheck'), 0o755);
    process.env['PATH'] = ['.', '', 'programs'].join(delimiter);
    expect(await runShellCheck(['true'])).toBeUndefined();
    expect(existsSync(seen)).toBe(false);
  });

  it('are none of Pagefind’s', async () => {
    const site = join(book, 'site');
    const log = join(book, 'log');
    // One alone is read, two of them end it.
    writeFileSync(join(book, 'pagefind.yml'), `logfile: ${log}\nroot_selector: nav\n`);
    process.env['PAGEFIND_LOGFILE'] = log;
    const index = openSiteIndex(site);
    index.add('index.html', '<html lang="en"><body><h1>A page</h1><p>With words.</p></body></html>');
    expect(await index.write()).toBe(1);
    await index.close();
    expect(existsSync(join(site, 'pagefind/pagefind-entry.json'))).toBe(true);
    expect(existsSync(log)).toBe(false);
    expect(process.cwd()).toBe(book);
    expect(process.env['PAGEFIND_LOGFILE']).toBe(log);
  });

  it.each(['npm', 'terraform', 'git'])(
    'are not read by %s when it is asked for its version',
    async (name) => {
      const seen = fake(name, 'version 1');
      writeFileSync(join(book, '.npmrc'), 'node-options=--require ./evil.js\n');
      expect(await programVersions([name], process.env)).toEqual({ [name]: 'version 1' });
      expect(seen().split('\n')[0]).toBe(tmpdir());
    },
  );

  it('are none of psql’s: neither `.psqlrc` nor PSQLRC is read', async () => {
    const seen = fake('psql');
    writeFileSync(join(book, '.psqlrc'), '\\! touch ran\n');
    mkdirSync(join(book, 'content/runbooks'), { recursive: true });
    const fence = '```sql {name=one risk=read}\nSELECT 1;\n```';
    writeFileSync(
      join(book, 'content/runbooks/a.md'),
      `---\ntitle: A\nkind: reference\n---\n\n## Ports\n\n${fence}\n`,
    );
    const environment = { ...process.env, PGHOST: 'nowhere', PSQLRC: join(book, '.psqlrc') };
    await runCommand(['run', 'a', '--yes'], { folder: book, environment });
    expect(seen().split('\n')[1]).toBe('-X');
  });
});
