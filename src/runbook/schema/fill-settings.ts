import { MONTHS } from './book-schema.ts';
import type { BookSettings } from './book-schema.ts';
import { trimMarks, trimMarksEnd } from '../words/trim-marks.ts';
import type { AlertSettings, Layout, LinkSettings, Settings } from './settings.ts';
import { greedMessage, leavesRoot } from './settings-paths.ts';

/** Settings that name a folder or a file of the standard layout. */
export const FOLDER_FIELDS = [
  'runbooks',
  'services',
  'guides',
  'templates',
  'reviews',
  'incidents',
  'teams',
  'severities',
] as const;

interface Frame {
  readonly layout: Layout;
  readonly isAdopted: boolean;
  readonly locate: Settings['locate'];
}

/** Settings with every gap filled by its default. */
export function fillSettings(given: Partial<BookSettings>, { layout, isAdopted, locate }: Frame): Settings {
  const folder = (field: (typeof FOLDER_FIELDS)[number]): string => tidy(given[field]) ?? layout[field];
  return {
    isAdopted,
    title: given.site?.title ?? 'Runbooks',
    language: given.language ?? 'en',
    dialects: typeof given.dialect === 'string' ? [given.dialect] : given.dialect,
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
      ...(layout.isPlain ? { isPlain: true } : {}),
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

function withSlash(manual: boolean | string): boolean | string {
  return typeof manual === 'string' && !manual.endsWith('/') ? `${manual}/` : manual;
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

/** `./docs/runbooks/` and `docs/runbooks` are one folder; `.` is the root. */
function tidy(path: string | undefined): string | undefined {
  return path
    ?.split(/[/\\]/)
    .filter((part) => part !== '' && part !== '.')
    .join('/');
}

function worldOf(given: NonNullable<BookSettings['world']>): Settings['world'] {
  return Object.fromEntries(
    Object.entries(given).flatMap(([id, globs]) => (globs === undefined ? [] : [[id, globs] as const])),
  );
}
