import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { formatFlags, type Flag, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';

/** Facts of one Kafka program, from the Java or Scala class that its script in `bin/` starts. */
export function fromKafka(folder: string, script: string): SpecFile | undefined {
  const started = /kafka-run-class\.sh (?:\S+ )*?([\w.]+\.[A-Z]\w+)/.exec(
    readFileSync(path.join(folder, 'bin', script), 'utf8'),
  )?.[1];
  const name = started?.split('.').at(-1);
  if (name === undefined) return undefined;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => /^[A-Z]\w+\.(java|scala)$/.test(entry.name) && !/test/i.test(entry.parentPath))
    .map((entry) => ({
      name: entry.name.replace(/\.\w+$/, ''),
      file: path.join(entry.parentPath, entry.name),
    }));
  const own = files.filter((one) => one.name === name || one.name === `${name}Options`);
  const code = own.map(({ file }) => readFileSync(file, 'utf8')).join('\n');
  const uses = files.filter(
    (one) => /Options$|Opts$/.test(one.name) && new RegExp(`\\b${one.name}\\b`).test(code),
  );
  const all = [...new Set([...own, ...uses].map(({ file }) => file))]
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const flags = [...joptFlags(all), ...argparseFlags(all)];
  const tool = script.replace(/\.sh$/, '');
  const entries: Record<string, SpecEntry> = { [tool]: { flags: formatFlags(distinct(flags)) } };
  for (const [, sub = ''] of all.matchAll(/\.addParser\("([\w-]+)"/g))
    entries[`${tool} ${sub}`] = { flags: formatFlags(distinct(flags)) };
  return flags.length > 0 ? entries : undefined;
}

/** `parser.accepts("topic", "…").withRequiredArg()`; with no such word after it: a switch. */
function joptFlags(code: string): readonly Flag[] {
  return [
    ...code.matchAll(
      /\.(?:accepts|acceptsAll)\((?:(?:java\.util\.)?(?:List\.of|Arrays\.asList|asList)\()?\s*"([\w-]+)"(?:,\s*"([\w-]+)"\))?([\s\S]*?)(?=;|\.accepts\(|\n\s*(?:val|private|public)\s)/g,
    ),
  ].map(([, name = '', other, rest = '']) => ({
    names: [name, ...(other === undefined ? [] : [other])].map((one) =>
      one.length === 1 ? `-${one}` : `--${one}`,
    ),
    takes: rest.includes('withRequiredArg') ? 1 : rest.includes('withOptionalArg') ? 'optional' : 'nothing',
  }));
}

/** argparse4j: `.addArgument("--topic", "-t")…action(storeTrue())`. */
function argparseFlags(code: string): readonly Flag[] {
  return [...code.matchAll(/\.addArgument\(([^)]*"-[^)]*)\)([\s\S]*?);/g)].map(
    ([, list = '', rest = '']) => ({
      names: [...list.matchAll(/"(-[\w-]+)"/g)].map(([, name = '']) => name),
      takes: /storeTrue|storeConst|help\(\)/.test(rest) ? 'nothing' : 1,
    }),
  );
}

function distinct(flags: readonly Flag[]): readonly Flag[] {
  return [...new Map(flags.map((flag) => [flag.names.join(), flag])).values()];
}
