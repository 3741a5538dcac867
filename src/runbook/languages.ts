import { COLOURED_LANGUAGES } from './coloured-languages.ts';

/** The parsers that the linter has for the languages of fences. */
export const PARSERS = [
  'sql',
  'promql',
  'logql',
  'json',
  'jsonLines',
  'yaml',
  'dockerfile',
  'cron',
  'jq',
] as const;
export type ParserName = (typeof PARSERS)[number];

/** The shells that run the fences which name them, and no others: each reads the same text in its own way. */
export const SHELLS = ['bash', 'sh', 'dash', 'ksh', 'zsh'] as const;
export type Shell = (typeof SHELLS)[number];
/** The programs that run fences without being told how. */
export type Runner = Shell | 'psql' | 'redis-cli';

/** A language that fences may be in: the one place that says who does what with it. */
export interface Language {
  /** What a fence in it is best called. */
  readonly name: string;
  /** What authors call it too. */
  readonly aliases?: readonly string[];
  /**
   * `shell`: commands. `session`: commands after prompts, and what they printed. `query`: what a client takes to
   * a server. `program`: for another interpreter, into which no value could be quoted: shown, never run. `output`:
   * what a command should print. `other`: for reading only, unless its fence says through what it runs.
   */
  readonly kind: 'shell' | 'session' | 'query' | 'program' | 'output' | 'other';
  /** How values are written in it: variables of a shell, of psql, of a dashboard's query. */
  readonly values?: 'shell' | 'sql' | 'dashboard';
  /** Which SQL it is. */
  readonly dialect?: 'postgres' | 'mysql';
  /** What runs it without `via`. */
  readonly runBy?: Runner;
  /** What tells how much harm it can do; what nothing grades may do anything. `nothing-harmful`: it only asks. */
  readonly gradedBy?: 'shell' | 'sql' | 'redis' | 'mongodb' | 'nothing-harmful';
  /** What the linter reads it with. */
  readonly parsedBy?: ParserName;
  /** The name that Shiki has for it, where that is another. */
  readonly highlightedAs?: string;
}

/** Every language that opsbook does something with. Add yours here. */
const LANGUAGES: readonly Language[] = [
  {
    name: 'bash',
    aliases: [
      ...['shell', 'shellscript', 'shell-script'],
      // As pages of Azure's documentation have it.
      ...['azurecli', 'azurecli-interactive', 'bash-interactive'],
    ],
    kind: 'shell',
    values: 'shell',
    runBy: 'bash',
    gradedBy: 'shell',
    highlightedAs: 'shellscript',
  },
  ...SHELLS.slice(1).map((name): Language => ({
    name,
    kind: 'shell',
    values: 'shell',
    runBy: name,
    gradedBy: 'shell',
    highlightedAs: 'shellscript',
  })),
  {
    name: 'console',
    aliases: ['shell-session', 'shellsession', 'sh-session', 'bash-session'],
    kind: 'session',
    values: 'shell',
    runBy: 'bash',
    gradedBy: 'shell',
    highlightedAs: 'shellsession',
  },
  {
    name: 'sql',
    aliases: ['psql', 'postgresql', 'postgres', 'pgsql'],
    kind: 'query',
    values: 'sql',
    dialect: 'postgres',
    runBy: 'psql',
    gradedBy: 'sql',
    parsedBy: 'sql',
    highlightedAs: 'sql',
  },
  {
    name: 'mysql',
    aliases: ['mariadb'],
    kind: 'query',
    values: 'sql',
    dialect: 'mysql',
    gradedBy: 'sql',
    highlightedAs: 'sql',
  },
  { name: 'sqlite', aliases: ['sqlite3'], kind: 'query', gradedBy: 'sql', highlightedAs: 'sql' },
  { name: 'cql', kind: 'query', gradedBy: 'sql', highlightedAs: 'sql' },
  { name: 'promql', kind: 'query', values: 'dashboard', gradedBy: 'nothing-harmful', parsedBy: 'promql' },
  { name: 'logql', kind: 'query', values: 'dashboard', gradedBy: 'nothing-harmful', parsedBy: 'logql' },
  { name: 'redis', aliases: ['valkey'], kind: 'query', runBy: 'redis-cli', gradedBy: 'redis' },
  {
    name: 'mongodb',
    aliases: ['mongosh', 'mongo'],
    kind: 'query',
    gradedBy: 'mongodb',
    highlightedAs: 'javascript',
  },
  { name: 'fish', kind: 'program' },
  { name: 'python', aliases: ['py', 'python3'], kind: 'program' },
  { name: 'javascript', aliases: ['js', 'mjs', 'cjs', 'node'], kind: 'program', highlightedAs: 'javascript' },
  { name: 'typescript', aliases: ['ts'], kind: 'program' },
  {
    name: 'powershell',
    aliases: ['ps1', 'pwsh', 'azurepowershell', 'azurepowershell-interactive', 'powershell-interactive'],
    kind: 'program',
  },
  { name: 'pwsh-session', aliases: ['ps1con'], kind: 'other', highlightedAs: 'powershell' },
  { name: 'ruby', aliases: ['rb'], kind: 'program' },
  { name: 'perl', kind: 'program' },
  { name: 'bat', aliases: ['batch', 'cmd', 'dosbatch'], kind: 'program' },
  { name: 'csh', aliases: ['tcsh'], kind: 'program', highlightedAs: 'shellscript' },
  { name: 'nushell', aliases: ['nu'], kind: 'program' },
  { name: 'lua', kind: 'program' },
  { name: 'php', kind: 'program' },
  { name: 'go', aliases: ['golang'], kind: 'program' },
  { name: 'groovy', kind: 'program' },
  { name: 'elixir', kind: 'program' },
  { name: 'tcl', kind: 'program' },
  { name: 'r', kind: 'program' },
  { name: 'http', kind: 'program' },
  { name: 'output', kind: 'output' },
  { name: 'json', kind: 'other', parsedBy: 'json' },
  { name: 'jsonl', aliases: ['ndjson'], kind: 'other', parsedBy: 'jsonLines', highlightedAs: 'jsonl' },
  { name: 'yaml', aliases: ['yml'], kind: 'other', parsedBy: 'yaml' },
  {
    name: 'dockerfile',
    aliases: ['docker', 'containerfile'],
    kind: 'other',
    parsedBy: 'dockerfile',
    highlightedAs: 'docker',
  },
  { name: 'cron', aliases: ['crontab'], kind: 'other', parsedBy: 'cron' },
  { name: 'jq', kind: 'other', parsedBy: 'jq' },
];

const byName = new Map<string, Language>(
  LANGUAGES.flatMap((language) =>
    [language.name, ...(language.aliases ?? [])].map((name) => [name, language] as const),
  ),
);
for (const name of COLOURED_LANGUAGES) if (!byName.has(name)) byName.set(name, { name, kind: 'other' });

/** The language that a fence says it is in, by any of its names; undefined for one that nobody knows. */
export function findLanguage(name: string): Language | undefined {
  return byName.get(name);
}

/** Every name that a fence's language may have, those that opsbook does something with first. */
export function listLanguageNames(): readonly string[] {
  return [...byName.keys()];
}

/** Whether fences of this name hold commands of a shell, with prompts or without. */
export function isShell(name: string): boolean {
  return findLanguage(name)?.gradedBy === 'shell';
}

/** Whether fences of this name show prompts, and what was printed between them. */
export function isSession(name: string): boolean {
  return findLanguage(name)?.kind === 'session';
}

/** Which of the linter's parsers reads fences of this name. */
export function parserOf(name: string): ParserName | undefined {
  return findLanguage(name)?.parsedBy;
}

/** Whether fences of this name are in a SQL, whichever it is. */
export function isSql(name: string): boolean {
  return findLanguage(name)?.gradedBy === 'sql';
}

/** A word of a fence's attributes as one of the shells that opsbook runs: `/bin/zsh` is `zsh`. */
export function findShell(program: string): Shell | undefined {
  const name = program.trim().replace(/^.*\//, '');
  return SHELLS.find((shell) => shell === name);
}
