import picomatch from 'picomatch';
import type { Fault, Range } from './finding.ts';
import { bookSchema } from './schema.ts';
import type { BookSettings } from './schema.ts';
import { rangeBetween } from './source-text.ts';
import type { SourceText } from './source-text.ts';
import { readFields } from './fields.ts';
import { readYaml } from './yaml.ts';

/** The name of the file that makes a folder a book. */
export const SETTINGS_FILE = 'opsbook.yaml';

/** Where a book keeps its words. Folders and files are relative to the root; `''` is the root itself. */
export interface Layout {
  readonly runbooks: string;
  readonly services: string;
  readonly guides: string;
  readonly templates: string;
  readonly teams: string;
  readonly severities: string;
  readonly alertRules: readonly string[];
}

/** What a team says of a command of its own, or of a plugin: without flags, none are judged. */
export interface DeclaredCommand {
  readonly flags?: readonly string[] | undefined;
  readonly subcommands?: readonly string[] | undefined;
}

/** A book's settings with every gap filled. */
export interface Settings {
  /** Whether there is an `opsbook.yaml`: a folder without one has not adopted the format. */
  readonly isAdopted: boolean;
  readonly title: string;
  readonly url: string | undefined;
  readonly base: string;
  readonly repository: string | undefined;
  readonly branch: string;
  readonly layout: Layout;
  readonly reviewEvery: string;
  /** What people call each system, by id. */
  readonly systems: Readonly<Record<string, string>>;
  readonly sectionWords: Readonly<Record<string, readonly string[]>>;
  /** The team's own commands, by name. */
  readonly commands: Readonly<Record<string, DeclaredCommand>>;
  readonly rules: Readonly<Record<string, 'off' | 'warning' | 'error'>>;
  /** How snippets are run unattended. */
  readonly verify: NonNullable<BookSettings['verify']>;
  /** Where one of the settings stands in `opsbook.yaml`. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
}

const STANDARD: Layout = {
  runbooks: 'content/runbooks',
  services: 'content/services',
  guides: 'content/guides',
  templates: 'content/templates',
  teams: 'content/teams.yaml',
  severities: 'content/severities.yaml',
  alertRules: ['content/alerts/**/*.{yaml,yml}'],
};

/** A folder of plain Markdown: all of it is runbooks. */
const PLAIN: Layout = { ...STANDARD, runbooks: '' };

export interface SettingsReading {
  readonly settings: Settings;
  readonly faults: readonly Fault[];
}

/**
 * Reads `opsbook.yaml`; without one the defaults hold.
 * @param hasStandardFolder whether the root has a `content/runbooks` folder
 */
export function readSettings(source: SourceText | undefined, hasStandardFolder: boolean): SettingsReading {
  const ruleId = 'settings-valid';
  const standard = source || hasStandardFolder ? STANDARD : PLAIN;
  if (!source) {
    const locate = (): Range => rangeBetween('', 0, 0);
    return { settings: fill({}, { layout: standard, isAdopted: false, locate }), faults: [] };
  }
  const yaml = readYaml({ ruleId, text: source.text });
  const { value, faults } = readFields(bookSchema, yaml, { ruleId, what: SETTINGS_FILE });
  const outside = FOLDER_FIELDS.filter((field) => leavesRoot(value[field] ?? ''));
  const outsideFaults = outside.map((field) => ({
    ruleId,
    message: `Change \`${field}\`: \`${value[field] ?? ''}\` is not a folder or file inside the book.`,
    range: yaml.locate([field]),
  }));
  const globs = value.alerts?.rules ?? [];
  const badGlobs = globs.flatMap((glob, index) => {
    const message = globMessage(glob);
    return message === undefined ? [] : [{ ruleId, message, range: yaml.locate(['alerts', 'rules', index]) }];
  });
  const inside = {
    ...value,
    ...Object.fromEntries(outside.map((field) => [field, undefined])),
    ...(value.alerts?.rules ? { alerts: { rules: globs.filter((glob) => !globMessage(glob)) } } : {}),
  };
  return {
    settings: fill(inside, { layout: standard, isAdopted: true, locate: yaml.locate }),
    faults: [...source.faults, ...yaml.faults, ...faults, ...outsideFaults, ...badGlobs],
  };
}

const FOLDER_FIELDS = ['runbooks', 'services', 'guides', 'templates', 'teams', 'severities'] as const;

function leavesRoot(path: string): boolean {
  return /^([/\\~]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

/** Each star more multiplies the time that a glob may take on a long path. */
const MOST_STARS = 6;
const LONGEST_GLOB = 200;

function globMessage(glob: string): string | undefined {
  if (leavesRoot(glob)) return `Change \`alerts.rules\`: \`${glob}\` names no files inside the book.`;
  if (glob.length > LONGEST_GLOB || glob.split('*').length - 1 > MOST_STARS)
    return `Split \`${glob}\`: a glob has at most ${MOST_STARS} stars and ${LONGEST_GLOB} characters.`;
  return undefined;
}

interface Frame {
  readonly layout: Layout;
  readonly isAdopted: boolean;
  readonly locate: Settings['locate'];
}

function fill(given: Partial<BookSettings>, { layout, isAdopted, locate }: Frame): Settings {
  const folder = (field: (typeof FOLDER_FIELDS)[number]): string => tidy(given[field]) ?? layout[field];
  return {
    isAdopted,
    title: given.site?.title ?? 'Runbooks',
    url: given.site?.url,
    base: `/${(given.site?.base ?? '').replace(/^\/+|\/+$/g, '')}`,
    repository: given.site?.repository?.replace(/\/+$/, ''),
    branch: given.site?.branch ?? 'main',
    layout: {
      runbooks: folder('runbooks'),
      services: folder('services'),
      guides: folder('guides'),
      templates: folder('templates'),
      teams: folder('teams'),
      severities: folder('severities'),
      alertRules: given.alerts?.rules ?? layout.alertRules,
    },
    systems: given.systems ?? {},
    reviewEvery: given.review?.every ?? '3 months',
    sectionWords: given.sections ?? {},
    commands: given.commands ?? {},
    rules: given.rules ?? {},
    verify: given.verify ?? {},
    locate,
  };
}

/** `./docs/runbooks/` and `docs/runbooks` are one folder; `.` is the root. */
function tidy(path: string | undefined): string | undefined {
  return path
    ?.split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

/** Tells alert rule files by the globs of the settings. */
export function matchAlertRules(layout: Layout): (path: string) => boolean {
  return picomatch([...layout.alertRules], { noextglob: true });
}

/** Whether a path lies in a folder of the book; every path lies in `''`. */
export function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
