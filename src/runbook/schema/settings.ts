import picomatch from 'picomatch';
import type { PromqlDialect } from '../../shell/queries/promql-fault.ts';
import type { Fault, Range } from '../finding.ts';
import { bookSchema, MONTHS } from './schema.ts';
import type { BookSettings } from './schema.ts';
import { rangeBetween } from '../read/source-text.ts';
import { trimMarks, trimMarksEnd } from '../words/trim-marks.ts';
import type { SourceText } from '../read/source-text.ts';
import { readFields } from './fields.ts';
import { readYaml } from '../yaml/yaml.ts';

/** The name of the file that makes a folder a book. */
export const SETTINGS_FILE = 'opsbook.yaml';

/** Where a book keeps its words. Folders and files are relative to the root; `''` is the root itself. */
export interface Layout {
  readonly runbooks: string;
  readonly services: string;
  readonly guides: string;
  readonly templates: string;
  readonly reviews: string;
  readonly incidents: string;
  readonly teams: string;
  readonly severities: string;
  readonly alertRules: readonly string[];
  /** Grafana dashboards as JSON; undefined where a book names no folder of them. */
  readonly dashboards?: string | undefined;
}

/** What a team says of a command of its own, or of a plugin. */
export type DeclaredCommand = NonNullable<BookSettings['commands']>[string];

/** What a book says of its alerts, with every gap filled. */
export interface AlertSettings {
  /** Annotations that hold the link to a runbook; the first is the one that is written. */
  readonly annotations: readonly string[];
  /** The annotation that holds what a notification says of the runbook. */
  readonly brief: string;
  /** Alerts that need no runbook: names, or globs. */
  readonly withoutRunbook: readonly string[];
  /** How much a missing runbook weighs, by the label `severity` of the rule. */
  readonly levels: Readonly<Record<string, 'off' | 'warning' | 'error'>>;
  /** What the label `severity` of rules means, as ids of severities. */
  readonly severities: Readonly<Record<string, string>>;
  /** Labels that every alert has. */
  readonly labels: readonly string[];
  /** Starts of addresses outside the book that rules may lead to. */
  readonly elsewhere: readonly string[];
  /** Alerts that other repositories raise: names, or globs. */
  readonly raisedElsewhere: readonly string[];
  /** Files of the book that list more of them. */
  readonly nameFiles: readonly string[];
  /** What expressions are written in, and the version of Prometheus that reads them. */
  readonly dialect: PromqlDialect['name'];
  readonly prometheus: PromqlDialect['version'];
  /** Starts of other addresses that pages of the book have. */
  readonly addresses: readonly string[];
}

/** How a team reviews. Intervals are as authors write them, `3 months`. */
export interface ReviewSettings {
  readonly every: string;
  /** How long before its day a review is due soon. */
  readonly soon: string;
  /** How long after its day a review is overdue. */
  readonly grace: string;
  /** The month in which the year of the quarters begins, from 1. */
  readonly yearStart: number;
  readonly maySignOwn: boolean;
}

/** How links to other sites are looked at. Times are in milliseconds. */
export interface LinkSettings {
  readonly allow: readonly string[];
  readonly ignore: readonly string[];
  /** By host: names of headers, and of the environment variables that hold them. */
  readonly headers: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly timeout: number;
  readonly delay: number;
  readonly concurrency: number;
  readonly cache: number;
}

/** A book's settings with every gap filled. */
export interface Settings {
  /** Whether there is an `opsbook.yaml`: a folder without one has not adopted the format. */
  readonly isAdopted: boolean;
  readonly title: string;
  /** The language that the book is written in, as in `de` or `pt-BR`. */
  readonly language: string;
  /** One sentence above every page. */
  readonly notice: string | undefined;
  /** What a runbook's page begins with: what to do, or what its file begins with. */
  readonly order: 'steps' | 'written';
  readonly url: string | undefined;
  readonly base: string;
  readonly repository: string | undefined;
  readonly branch: string;
  /** Whether opsbook's own manual is part of the site; else perhaps the address of one that has it, ending with `/`. */
  readonly manual: boolean | string;
  /** The most that a browser keeps of the site for when the network is gone, in bytes; `off` where nothing is kept. */
  readonly offline: number | 'off';
  readonly layout: Layout;
  /** Whether the CODEOWNERS of the repository say who owns what. */
  readonly hasCodeowners: boolean;
  readonly review: ReviewSettings;
  /** What people call each system, by id. */
  readonly systems: Readonly<Record<string, string>>;
  readonly sectionWords: Readonly<Record<string, readonly string[]>>;
  /** The team's own commands, by name. */
  readonly commands: Readonly<Record<string, DeclaredCommand>>;
  readonly alerts: AlertSettings;
  readonly links: LinkSettings;
  readonly rules: Readonly<Record<string, 'off' | 'warning' | 'error'>>;
  /** Globs of files that name what is there, by kind; `off` where none is read. */
  readonly world: Readonly<Record<string, readonly string[] | 'off'>>;
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
  reviews: 'content/reviews',
  incidents: 'content/incidents',
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
  const outside = OUTSIDE_FIELDS.filter((field) => leavesRoot(value[field] ?? ''));
  const outsideFaults = outside.map((field) => ({
    ruleId,
    message: `Change \`${field}\`: \`${value[field] ?? ''}\` is not a folder or file inside the book.`,
    range: yaml.locate([field]),
  }));
  const globs = value.alerts?.rules ?? [];
  // Settings with a fault may mean something else than they say: they reach nothing outside.
  const isTrusted = [...source.faults, ...yaml.faults, ...faults, ...outsideFaults].length === 0;
  const badGlobs = globs.flatMap((glob, index) => {
    const message = globMessage(glob, isTrusted);
    return message === undefined ? [] : [{ ruleId, message, range: yaml.locate(['alerts', 'rules', index]) }];
  });
  const badNames = (value.alerts?.['without-runbook'] ?? []).flatMap((glob, index) => {
    const message = greedMessage(glob);
    const range = yaml.locate(['alerts', 'without-runbook', index]);
    return message === undefined ? [] : [{ ruleId, message, range }];
  });
  const inside = {
    ...value,
    ...Object.fromEntries(outside.map((field) => [field, undefined])),
    ...(value.alerts
      ? {
          alerts: {
            ...value.alerts,
            ...(value.alerts.rules ? { rules: globs.filter((glob) => !globMessage(glob, isTrusted)) } : {}),
          },
        }
      : {}),
  };
  return {
    settings: fill(inside, { layout: standard, isAdopted: true, locate: yaml.locate }),
    faults: [...source.faults, ...yaml.faults, ...faults, ...outsideFaults, ...badGlobs, ...badNames],
  };
}

function withSlash(manual: boolean | string): boolean | string {
  return typeof manual === 'string' && !manual.endsWith('/') ? `${manual}/` : manual;
}

const FOLDER_FIELDS = [
  'runbooks',
  'services',
  'guides',
  'templates',
  'reviews',
  'incidents',
  'teams',
  'severities',
] as const;
const OUTSIDE_FIELDS = [...FOLDER_FIELDS, 'dashboards'] as const;

function leavesRoot(path: string): boolean {
  return /^([/\\~]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

/** Each star more multiplies the time that a glob may take on a long path. */
const MOST_STARS = 6;
const LONGEST_GLOB = 200;

function globMessage(glob: string, isTrusted: boolean): string | undefined {
  if (isOutside(glob) && !isTrusted)
    return `Fix the rest of this file first: \`${glob}\` leaves the book, and is read only when the settings have no other fault.`;
  if (leavesRoot(glob) && !isOutside(glob))
    return `Change \`alerts.rules\`: \`${glob}\` is no path from the book, like \`../rules/*.yaml\`.`;
  return greedMessage(glob);
}

/** Whether a glob names files beside or above the book, as in `../rules/*.yaml`. */
export function isOutside(glob: string): boolean {
  return (
    /^(\.\.\/)+(?!\.\.(\/|$))/.test(glob) &&
    !glob
      .replace(/^(\.\.\/)+/, '')
      .split(/[/\\]/)
      .includes('..')
  );
}

function greedMessage(glob: string): string | undefined {
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
    language: given.language ?? 'en',
    notice: given.site?.notice,
    order: given.site?.order ?? 'steps',
    url: given.site?.url,
    base: `/${trimMarks(given.site?.base ?? '', '/')}`,
    repository: given.site?.repository && trimMarksEnd(given.site.repository, '/'),
    branch: given.site?.branch ?? 'main',
    manual: withSlash(given.site?.manual ?? true),
    offline: given.offline === 'off' ? 'off' : bytes(given.offline?.limit ?? '100 MB'),
    layout: {
      runbooks: folder('runbooks'),
      services: folder('services'),
      guides: folder('guides'),
      templates: folder('templates'),
      reviews: folder('reviews'),
      incidents: folder('incidents'),
      teams: folder('teams'),
      severities: folder('severities'),
      alertRules: given.alerts?.rules ?? layout.alertRules,
      dashboards: tidy(given.dashboards),
    },
    systems: given.systems ?? {},
    hasCodeowners: given.owners === 'codeowners',
    review: {
      every: given.review?.every ?? '3 months',
      soon: given.review?.soon ?? '14 days',
      grace: given.review?.grace ?? '14 days',
      yearStart: MONTHS.indexOf(given.review?.['fiscal-year-start'] ?? 'january') + 1,
      maySignOwn: given.review?.['sole-author'] === 'allow',
    },
    sectionWords: given.sections ?? {},
    commands: given.commands ?? {},
    alerts: fillAlerts(given.alerts ?? {}),
    links: fillLinks(given.links ?? {}),
    rules: given.rules ?? {},
    world: worldOf(given.world ?? {}),
    verify: given.verify ?? {},
    locate,
  };
}

/** The annotations that Prometheus' own rule sets use. */
const LINK_ANNOTATIONS = ['runbook_url', 'runbook'];

function fillAlerts(given: NonNullable<BookSettings['alerts']>): AlertSettings {
  const elsewhere = given.elsewhere ?? [];
  return {
    annotations: given.annotations ?? LINK_ANNOTATIONS,
    brief: given.brief ?? 'runbook_brief',
    withoutRunbook: (given['without-runbook'] ?? []).filter((glob) => !greedMessage(glob)),
    levels: given.levels ?? {},
    severities: given.severities ?? {},
    labels: given.labels ?? [],
    elsewhere: elsewhere.filter(isAddress),
    raisedElsewhere: elsewhere.filter(
      (entry) => !isAddress(entry) && !isNameFile(entry) && !greedMessage(entry),
    ),
    nameFiles: elsewhere.filter((entry) => !isAddress(entry) && isNameFile(entry) && !leavesRoot(entry)),
    dialect: given.dialect ?? 'promql',
    prometheus: given.prometheus ?? 3,
    addresses: given.addresses ?? [],
  };
}

function isAddress(entry: string): boolean {
  return /^https?:\/\//i.test(entry);
}

function isNameFile(entry: string): boolean {
  return /\.json$/i.test(entry);
}

function fillLinks(given: NonNullable<BookSettings['links']>): LinkSettings {
  return {
    allow: given.allow ?? [],
    ignore: given.ignore ?? [],
    headers: given.headers ?? {},
    timeout: milliseconds(given.timeout ?? '10s'),
    delay: milliseconds(given.delay ?? '100ms'),
    concurrency: given.concurrency ?? 8,
    cache: milliseconds(given.cache ?? '1d'),
  };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** `10s` as 10000. */
function milliseconds(duration: string): number {
  const [, number = '0', unit = 'ms'] = /^(\d{1,15})(\w{1,9})$/.exec(duration) ?? [];
  return Number(number) * (UNITS[unit] ?? 1);
}

const MULTIPLES: Readonly<Record<string, number>> = { KB: 1_000, MB: 1_000_000, GB: 1_000_000_000 };

/** `50 MB` as 50000000. */
function bytes(size: string): number {
  const [, number = '0', unit = 'MB'] = /^(\d{1,6}) ?([KMG]B)$/.exec(size) ?? [];
  return Number(number) * (MULTIPLES[unit] ?? 1);
}

/** What queries of the book are held to. */
export function promqlDialect({ dialect, prometheus }: AlertSettings): PromqlDialect {
  return { name: dialect, version: prometheus };
}

/** Tells the alerts that need no runbook. */
export function exemptAlerts({ withoutRunbook }: AlertSettings): (name: string) => boolean {
  return withoutRunbook.length === 0 ? () => false : picomatch([...withoutRunbook], { noextglob: true });
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

function worldOf(given: NonNullable<BookSettings['world']>): Settings['world'] {
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, globs]) => (globs === undefined ? [] : [[id, globs] as const])),
  );
}
