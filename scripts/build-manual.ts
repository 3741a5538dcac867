import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { main } from '../src/cli/main.ts';
import { readFlags } from './read-flags.ts';

// Writes the manual's page about the command line from what `--help` says. `--check` only says whether it is current.

const FILE = fileURLToPath(new URL('../src/site/manual/command-line.mdx', import.meta.url));

const HEAD = `---
title: The command line
summary: Every command and flag, as --help prints it.
---

{/* Written by npm run manual. */}

In the repository of opsbook itself, write \`npm run -s opsbook --\` for \`opsbook\`.
`;

const { values } = readFlags({ options: { check: { type: 'boolean' } } });
const page = `${[HEAD, fence(await help([]), 'text'), ...(await sections([]))].join('\n').trimEnd()}\n`;
const current = readFileSync(FILE, { encoding: 'utf8', flag: 'a+' });
if (!values.check) writeFileSync(FILE, page);
else if (current !== page) {
  process.stderr.write(
    'Run npm run manual: src/site/manual/command-line.mdx no longer says what --help says.\n',
  );
  process.exitCode = 1;
}

/** A section for each command; a group's commands follow it. */
async function sections(words: readonly string[]): Promise<string[]> {
  const all: string[] = [];
  for (const name of namesIn(await help(words))) {
    const own = [...words, name];
    all.push(`\n## opsbook ${own.join(' ')}\n`, fence(await help(own), 'text'), ...(await sections(own)));
  }
  return all;
}

/** The names under \`Commands:\` of a help text; none when it is a single command's. */
function namesIn(text: string): readonly string[] {
  const listed = /^Commands:\n((?: {2}.*\n)+)/m.exec(text)?.[1] ?? '';
  return [...listed.matchAll(/^ {2}(\S+)/gm)].map(([, name = '']) => name);
}

async function help(words: readonly string[]): Promise<string> {
  let out = '';
  await main([...words, '--help'], {
    folder: '.',
    hasColour: false,
    isInteractive: false,
    environment: {},
    print: (text) => void (out += text),
    warn: () => undefined,
    readInput: () => Promise.resolve(''),
    interrupted: () => new Promise(() => {}),
  });
  return out;
}

function fence(text: string, language: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
