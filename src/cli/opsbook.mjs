#!/usr/bin/env node
// Plain JavaScript that an old Node runs: it finds a Node that reads TypeScript, and hands over.
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major > 22 || (major === 22 && minor >= 18)) {
  await keepCompiled();
  await readTypeScriptInPackages();
  const { main } = await import(pathToFileURL(join(here, 'main.ts')).href);
  const { processTerminal } = await import(pathToFileURL(join(here, 'terminal.ts')).href);
  process.exitCode = await main(process.argv.slice(2), processTerminal());
} else {
  const node = findNode();
  if (node === undefined) {
    process.stderr.write(
      `opsbook needs Node 22.18 or newer; this is ${process.version}. npm install node@24 adds one.\n`,
    );
    process.exitCode = 2;
  } else {
    const { status, signal } = spawnSync(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
      stdio: 'inherit',
    });
    process.exitCode = signal ? 1 : (status ?? 3);
  }
}

/** Reading TypeScript takes most of the time in which a command starts: Node keeps what it made of it. */
async function keepCompiled() {
  const { enableCompileCache } = await import('node:module');
  enableCompileCache?.(join(here, '../../node_modules/.cache/opsbook/compiled'));
}

/** Node refuses to strip types below node_modules, where an installed opsbook lives: it is told how. */
async function readTypeScriptInPackages() {
  if (!here.includes('node_modules')) return;
  const { registerHooks, stripTypeScriptTypes } = await import('node:module');
  const { readFileSync } = await import('node:fs');
  process.removeAllListeners('warning'); // "stripTypeScriptTypes is an experimental feature"
  registerHooks({
    load(url, context, next) {
      if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
      const source = stripTypeScriptTypes(readFileSync(fileURLToPath(url), 'utf8'), { sourceUrl: url });
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

function findNode() {
  try {
    return createRequire(import.meta.url).resolve('node/bin/node');
  } catch {
    return undefined;
  }
}
