/**
 * What is known of commands, and how well they are judged: `npm run bench:commands`. Nothing here passes or fails.
 *
 *   npm run bench:commands                              the tools by completeness, and the demo book's commands
 *   npm run bench:commands -- right.jsonl …             right commands from files: an object with `code` on each line
 *   npm run bench:commands -- --tools                   every tool with its version, its day and its sources
 *   npm run bench:commands -- --since REF               what came and went in the data since a commit
 *   npm run bench:commands -- --show                    every false alarm and every twin that was missed
 */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { judgeCommands } from '../src/shell/doubts/find-doubts.ts';
import { parseScript } from '../src/shell/parse.ts';
import { catalogueFor, commonTools, type Catalogue } from '../src/shell/specs/catalogue.ts';
import { COMPLETENESS, type SpecFile } from '../src/shell/specs/spec.ts';
import { flagsBySubcommand, TWINS, twinsOf, type Twin } from './bench/twins.ts';
import { describeChanges } from './command-specs/merge.ts';
import { readFlags } from './read-flags.ts';

const DATA = 'src/shell/specs/tools.json';
const { values, positionals } = readFlags({
  allowPositionals: true,
  options: { tools: { type: 'boolean' }, since: { type: 'string' }, show: { type: 'boolean' } },
});

sayTools();
if (values.since !== undefined) sayChanges(values.since);
const commands = positionals.length > 0 ? positionals.flatMap(commandsIn) : commandsOfBook('content');
const catalogue = await catalogueFor(commands.join('\n'));
sayFalseAlarms(catalogue);
sayTwins(catalogue);

function sayTools(): void {
  const known = commonTools.names.map((name) => ({ name, about: commonTools.find(name)?.about }));
  for (const completeness of COMPLETENESS) {
    const some = known.filter(({ about }) => (about?.completeness ?? 'open') === completeness);
    console.log(`${completeness}: ${some.length} of ${known.length} tools`);
    for (const { name, about } of values.tools ? some : [])
      console.log(
        `  ${[name, about?.version, about?.date, about?.sources?.join('; ')].filter(Boolean).join('  ')}`,
      );
  }
}

function sayChanges(ref: string): void {
  const { stdout, status } = spawnSync('git', ['show', `${ref}:${DATA}`], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
  });
  if (status !== 0) throw new Error(`git knows no ${DATA} at ${ref}.`);
  // Our own file, in the form that build-command-specs.ts writes.
  const before = JSON.parse(stdout) as Record<string, SpecFile>;
  const after = JSON.parse(readFileSync(DATA, 'utf8')) as Record<string, SpecFile>;
  for (const tool of [...new Set([...Object.keys(before), ...Object.keys(after)])].sort())
    for (const line of describeChanges(before[tool] ?? {}, after[tool] ?? {})) console.log(line);
}

function commandsIn(file: string): readonly string[] {
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
  // The form that the head of this file describes.
  return lines.map((line) => (JSON.parse(line) as { readonly code: string }).code);
}

function commandsOfBook(folder: string): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter(({ name }) => /\.mdx?$/.test(name))
    .flatMap(({ parentPath, name }) => {
      const page = readFileSync(path.join(parentPath, name), 'utf8');
      return [...page.matchAll(/^```(?:bash|sh|shell)\b[^\n]*\n([\s\S]*?)^```/gm)].map(
        ([, code = '']) => code,
      );
    })
    .filter((code) => parseScript(code).errors.length === 0);
}

function sayFalseAlarms(tools: Catalogue): void {
  const parsed = commands
    .map((code) => ({ code, script: parseScript(code) }))
    .filter(({ script }) => script.errors.length === 0);
  const judged = parsed.map(({ code, script }) => ({ code, doubts: judgeCommands(script, tools) }));
  const alarms = judged.filter(({ doubts }) => doubts.length > 0);
  const errors = alarms.filter(({ doubts }) => doubts.some(({ certainty }) => certainty === 'certain'));
  console.log(
    `\n${judged.length} right commands: ${share(errors.length, judged.length)} errors, ${share(alarms.length, judged.length)} findings in all`,
  );
  for (const { code, doubts } of values.show ? alarms : [])
    console.log(
      `${errors.some((one) => one.code === code) ? '! ' : '  '}${code.split('\n')[0] ?? ''}  # ${doubts.map(({ kind, word }) => `${kind} ${word}`).join('; ')}`,
    );
}

function sayTwins(tools: Catalogue): void {
  const flags = flagsBySubcommand(commands);
  const twins = commands.flatMap((code) => twinsOf(code, tools, flags));
  for (const kind of TWINS)
    sayCaught(
      kind,
      twins.filter((twin) => twin.kind === kind),
    );
  sayCaught('all twins', twins);
  const whole = twins.filter(({ tool }) => tools.find(tool)?.about?.completeness === 'whole');
  sayCaught('twins of whole tools', whole);
  for (const { kind, text, isCaught } of values.show ? twins : [])
    if (!isCaught) console.log(`  missed ${kind}: ${text.split('\n')[0] ?? ''}`);
}

function sayCaught(what: string, twins: readonly Twin[]): void {
  console.log(`${what}: ${share(twins.filter(({ isCaught }) => isCaught).length, twins.length)} caught`);
}

function share(some: number, all: number): string {
  return `${some} of ${all} (${all === 0 ? 0 : ((100 * some) / all).toFixed(2)} %)`;
}
