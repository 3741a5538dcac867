import { spawnSync } from 'node:child_process';
import { readHelp } from '../../../src/shell/specs/help.ts';
import { formatFlags, type SpecEntry, type SpecFile } from '../../../src/shell/specs/spec.ts';
import { fromManPages } from './man-synopsis.ts';
import type { InstalledTool } from './installed-tools.ts';

/** What a tool of this machine, or of a system unpacked in `root`, says of itself; undefined where it is not there. */
export function readInstalled(
  tool: InstalledTool,
  root: string | undefined,
): { readonly version: string; readonly spec: SpecFile } | undefined {
  const run = (words: readonly string[]): string => ask(words, root);
  if (!isThere(tool.tool, root)) return undefined;
  if (tool.isManual) {
    const spec = fromManPages(tool.tool, root);
    return spec && { version: versionOf(tool, root), spec };
  }
  const entries: Record<string, SpecEntry> = {};
  addCommand(entries, { at: [tool.tool], tool, run, above: '' });
  const globals = (tool.globals ?? []).map((words) => run([tool.tool, ...words.split(' ')])).join('\n');
  const global = formatFlags(readHelp(globals).flags);
  if (global !== '') entries[tool.tool] = { ...entries[tool.tool], global };
  if (Object.values(entries).every((entry) => Object.keys(entry).length === 0)) return undefined;
  if (tool.traits) entries[tool.tool] = { ...entries[tool.tool], traits: tool.traits };
  return { version: versionOf(tool, root), spec: entries };
}

function isThere(name: string, root: string | undefined): boolean {
  const [program = '', ...words] = inRoot(['sh', '-c', `command -v ${name}`], root);
  return spawnSync(program, words, { encoding: 'utf8' }).stdout.trim() !== '';
}

/** Debian's own word for it, without epoch and revision; else the first number that the tool prints. */
function versionOf({ tool, ask: words }: InstalledTool, root: string | undefined): string {
  const find = `dpkg-query -W -f '\${Version}' "$(dpkg -S "$(readlink -f "$(command -v ${tool})")" 2>/dev/null | cut -d: -f1 | head -1)" 2>/dev/null`;
  const [program = '', ...rest] = inRoot(['sh', '-c', find], root);
  const packaged = spawnSync(program, rest, { encoding: 'utf8' }).stdout.trim();
  const plain = /^(?:\d+:)?(\d+(?:\.\d+)+)/.exec(packaged)?.[1];
  return (
    plain ?? /\d+(?:\.\d+)+/.exec(ask([tool, words === undefined ? '--version' : 'version'], root))?.[0] ?? ''
  );
}

interface Step {
  readonly at: readonly string[];
  readonly tool: InstalledTool;
  readonly run: (words: readonly string[]) => string;
  /** What the command above printed: a tool that answers the same again has no help for this one. */
  readonly above: string;
}

function addCommand(entries: Record<string, SpecEntry>, { at, tool, run, above }: Step): void {
  const [name = '', ...below] = at;
  const words = tool.askBefore
    ? [name, ...tool.askBefore.split(' '), ...below]
    : [...at, ...(tool.ask ?? '--help').split(' ')];
  const text = tool.form === 'lvm' ? flagsApart(run(words)) : run(words);
  if (text === above) {
    entries[at.join(' ')] = { traits: 'open' };
    return;
  }
  const {
    flags: listed,
    subcommands,
    aliases = [],
  } = readHelp(text, tool.form === 'kingpin' ? at.join(' ') : name);
  const alias = aliases.filter((one) => one !== at.at(-1)).join(' ');
  // RabbitMQ's helps say most flags in the usage line alone.
  const flags = tool.askBefore
    ? [...listed, ...readHelp(text.split('Arguments and Options')[0] ?? '', name).flags]
    : listed;
  const old = deprecatedIn(text);
  entries[at.join(' ')] = {
    ...(flags.length > 0 ? { flags: formatFlags(flags) } : {}),
    ...(alias === '' || at.length === 1 ? {} : { alias }),
    ...(old === '' ? {} : { old }),
  };
  if (at.length > (tool.depth ?? 0)) return;
  const children = at.length === 1 ? [...subcommands, ...(tool.subcommands?.split(' ') ?? [])] : subcommands;
  for (const sub of new Set(children)) {
    if (sub === 'help' || tool.skip?.split(' ').includes(sub)) continue;
    addCommand(entries, { at: [...at, sub], tool, run, above: text });
  }
}

/** LVM writes its flags into usage lines, `[ -r|--resizefs ]`, `-L|--size [+]Size[m|UNIT] LV`: one a line here. */
function flagsApart(text: string): string {
  return [...text.matchAll(/(?:(-\w)\|)?(--[a-z][\w-]*)( [^\]\s|-][^\s\]]*)?/g)]
    .map(
      ([, short, long = '', value]) =>
        `  ${short === undefined ? '' : `${short}, `}${long}${value === undefined ? '' : ' VALUE'}`,
    )
    .join('\n');
}

/** Flags that the help itself calls deprecated: `--record   DEPRECATED: …`. */
function deprecatedIn(text: string): string {
  const found = text.split('\n').flatMap((line) => {
    const name = /^\s+(?:-\w, )?(--[a-z][\w-]*)/.exec(line)?.[1];
    return name !== undefined &&
      /\bDEPRECATED\b|\(deprecated|has been deprecated|^[^.]*\bDeprecated[:,]/.test(line)
      ? [name]
      : [];
  });
  return [...new Set(found)].join(' ');
}

function inRoot(words: readonly string[], root: string | undefined): readonly string[] {
  return root === undefined ? words : ['chroot', root, ...words];
}

function ask(words: readonly string[], root: string | undefined): string {
  const [program = '', ...rest] = inRoot(words, root);
  const env = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: '/root',
    LC_ALL: 'C.UTF-8',
    COLUMNS: '200',
    PAGER: 'cat',
    MANPAGER: 'cat',
    NO_COLOR: '1',
    TERM: 'dumb',
  };
  const { stdout, stderr } = spawnSync(program, rest, {
    encoding: 'utf8',
    env,
    timeout: 20_000,
    input: '',
    maxBuffer: 64 << 20,
  });
  return `${stdout}\n${stderr}`;
}
