import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { listInstalled, renderInstalled } from './installed/list-installed.ts';

// `npm run installed`: packs opsbook and @opsbook/lint, installs each into an empty folder, and prints the packages
// that are there then, with their licences and sizes. The manual's page about installing quotes it, and a test holds
// the two together.

const PROJECT = join(import.meta.dirname, '..');
const SOURCES = { opsbook: '.', '@opsbook/lint': './dist-program/linter' };

const top = mkdtempSync(join(tmpdir(), 'opsbook-installed-'));
try {
  for (const [name, source] of Object.entries(SOURCES)) {
    const folder = join(top, name);
    mkdirSync(folder, { recursive: true });
    npm(PROJECT, 'pack', source, '--ignore-scripts', '--pack-destination', folder);
    const tarball = readdirSync(folder).find((file) => file.endsWith('.tgz')) ?? '';
    writeFileSync(join(folder, 'package.json'), '{}\n');
    npm(folder, 'install', '--no-audit', '--no-fund', '--prefer-offline', `./${tarball}`);
    process.stdout.write(`${name}\n\n${renderInstalled(listInstalled(join(folder, 'node_modules')))}\n`);
  }
} finally {
  rmSync(top, { recursive: true, force: true });
}

function npm(folder: string, ...words: readonly string[]): void {
  execFileSync('npm', [...words, '--loglevel=error'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
