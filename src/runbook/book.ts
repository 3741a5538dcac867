import type { Fault } from './finding.ts';
import { parseGuide, parseRunbook } from './read/parse.ts';
import { passedOver, whyNoPage } from './read/no-page.ts';
import type { PassedOver } from './read/no-page.ts';
import type { PageMemory } from './read/page-memory.ts';
import type { Guide, Page, Runbook } from './read/parse.ts';
import { serviceSchema, severitySchema, teamSchema } from './schema/entry-schemas.ts';
import type { Service, Severity, Team } from './schema/entry-schemas.ts';
import { isDashboard, readDashboards } from './links/dashboards.ts';
import type { Dashboard } from './links/dashboards.ts';
import { matchAlertRules, SETTINGS_FILE } from './schema/settings.ts';
import type { Settings } from './schema/settings.ts';
import type { SettingsReading } from './schema/read-settings.ts';
import { folderOf, idOf } from './links/site-paths.ts';
import type { PageFolder } from './links/site-paths.ts';
import type { SourceText } from './read/source-text.ts';
import { readFields } from './schema/fields.ts';
import { bookOwners, ownerFaults, withOwner } from './owners/book-owners.ts';
import type { BookOwners, CodeownersText } from './owners/book-owners.ts';
import { readIncidents, readSignOffs } from './records/review-files.ts';
import type { Found } from './records/review-files.ts';
import type { Incident } from './records/incidents.ts';
import type { WrittenSignOff } from './records/sign-offs.ts';
import { readYaml } from './yaml/yaml.ts';
import { isPageFile } from './links/page-file.ts';

/** A file that was left unread, and why. */
export interface Refused {
  readonly path: string;
  readonly message: string;
}

/** What a book is put together from. */
export interface BookFiles {
  readonly reading: SettingsReading;
  readonly texts: readonly SourceText[];
  /** Every file of the book, for links to images and the like. */
  readonly paths: readonly string[];
  readonly refused: readonly Refused[];
  /** The CODEOWNERS of the repository, where the settings want it and it is there. */
  readonly owners?: CodeownersText | undefined;
  /** Readings of texts seen before. */
  readonly memory?: PageMemory | undefined;
}

/** All runbooks of a folder, with what they refer to by id. */
export interface Book {
  readonly settings: Settings;
  readonly runbooks: ReadonlyMap<string, Runbook>;
  readonly guides: ReadonlyMap<string, Guide>;
  readonly templates: ReadonlyMap<string, Guide>;
  readonly services: ReadonlyMap<string, Service>;
  readonly teams: ReadonlyMap<string, Team>;
  /** Who owns what by CODEOWNERS, where the settings want it. */
  readonly owners?: BookOwners | undefined;
  readonly severities: ReadonlyMap<string, Severity>;
  readonly signOffs: readonly WrittenSignOff[];
  readonly incidents: readonly Incident[];
  /** Alert rule files, for `src/alerts` to read. */
  readonly alertRules: readonly SourceText[];
  /** Files that list alerts of other repositories, for `src/alerts` to read. */
  readonly alertNames: readonly SourceText[];
  /** Grafana dashboards of the folder that the settings name, by uid. */
  readonly dashboards: ReadonlyMap<string, Dashboard>;
  readonly paths: ReadonlySet<string>;
  /** Files of Markdown that another system would call pages, and that are none here. */
  readonly passedOver: readonly PassedOver[];
  /** What is wrong with files that are not pages: settings, services, teams, severities, unread files. */
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
}

type PathFaults = { path: string; fault: Fault }[];

/** How the pages of a book are read. */
export interface PageParsers {
  readonly runbook: (source: SourceText, id: string, memory?: PageMemory) => Runbook;
  readonly guide: (source: SourceText, id: string, memory?: PageMemory) => Guide;
}

const AT_ONCE: PageParsers = { runbook: parseRunbook, guide: parseGuide };

/** Puts a book together from its files. Never throws for an author's mistake. */
export function assembleBook(
  { reading, texts, paths, refused, owners: codeowners, memory }: BookFiles,
  parsers: PageParsers = AT_ONCE,
): Book {
  const { settings } = reading;
  const { layout } = settings;
  const faults: PathFaults = [
    ...refused.map(({ path, message }) => ({ path, fault: { ruleId: 'file-is-text', message } })),
    ...reading.faults.map((fault) => ({ path: SETTINGS_FILE, fault })),
    ...(codeowners ? ownerFaults(codeowners) : []),
  ];
  const own: ReadonlySet<string> = new Set([SETTINGS_FILE, layout.teams, layout.severities]);
  const byFolder = Map.groupBy(texts, ({ path }) => (own.has(path) ? undefined : folderOf(path, layout)));
  const inFolder = (folder: PageFolder): readonly SourceText[] => byFolder.get(folder) ?? [];
  const isPage = (source: SourceText, folder: PageFolder): boolean =>
    isPageFile(source.path) && (folder !== 'runbooks' || whyNoPage(source, settings.isAdopted) === undefined);
  const pages = <T extends Page>(
    folder: PageFolder,
    parse: (source: SourceText, id: string, memory?: PageMemory) => T,
  ): Map<string, T> =>
    byId(
      inFolder(folder)
        .filter((source) => isPage(source, folder))
        .map((source) =>
          parse(inDialects(source, settings.dialects), idOf(source.path, layout[folder]), memory),
        ),
      faults,
    );
  const isRules = matchAlertRules(layout);
  const teams = readEntries(texts, { path: layout.teams, schema: teamSchema, what: 'a team', faults });
  const owners = codeowners && bookOwners(codeowners, teams);
  const runbooks = pages('runbooks', (source, id, known) =>
    withOwner(parsers.runbook(source, id, known), owners),
  );
  return {
    settings,
    runbooks,
    guides: pages('guides', parsers.guide),
    templates: pages('templates', parsers.guide),
    services: readServices(inFolder('services'), { folder: layout.services, faults }),
    teams,
    owners,
    severities: readEntries(texts, {
      path: layout.severities,
      schema: severitySchema,
      what: 'a severity',
      faults,
    }),
    signOffs: takeFaults(readSignOffs(texts, layout), faults),
    incidents: takeFaults(readIncidents(texts, layout, runbooks), faults),
    alertRules: texts.filter(({ path }) => isRules(path)),
    alertNames: texts.filter(({ path }) => settings.alerts.nameFiles.includes(path)),
    dashboards: readDashboards(
      texts.filter(({ path }) => isDashboard(path, layout)),
      faults,
    ),
    paths: new Set(paths),
    passedOver: passedOver(texts, paths, settings),
    faults,
  };
}

/** A book that says what its pages are written in has no marks of other systems. */
function inDialects(source: SourceText, dialects: Settings['dialects']): SourceText {
  return dialects ? { ...source, dialects } : source;
}

function takeFaults<T>({ found, faults }: Found<T>, all: PathFaults): readonly T[] {
  all.push(...faults);
  return found;
}

/** `a.md` and `a.mdx` would be one page: the second is left out, and said. */
function byId<T extends Page>(pages: readonly T[], faults: PathFaults): Map<string, T> {
  const known = new Map<string, T>();
  for (const page of pages) {
    const other = known.get(page.id);
    if (!other) known.set(page.id, page);
    else faults.push({ path: page.path, fault: sameId(other.path, page.id) });
  }
  return known;
}

function sameId(other: string, id: string): Fault {
  return { ruleId: 'id-unique', message: `Rename this file: \`${other}\` has the same id, \`${id}\`.` };
}

function readServices(
  sources: readonly SourceText[],
  { folder, faults }: { folder: string; faults: PathFaults },
): Map<string, Service> {
  const services = new Map<string, Service>();
  for (const source of sources) {
    const id = idOf(source.path, folder);
    const { value, faults: found, locate } = readService(source);
    faults.push(...found.map((fault) => ({ path: source.path, fault })));
    const other = services.get(id);
    if (other) {
      faults.push({ path: source.path, fault: sameId(other.path, id) });
      continue;
    }
    const unknown = { name: id, system: '', owner: '', description: '' };
    services.set(id, { ...unknown, ...value, id, path: source.path, locate });
  }
  return services;
}

interface ServiceReading {
  readonly value: Partial<Service>;
  readonly faults: readonly Fault[];
  readonly locate: Service['locate'];
}

/** Reads the file of a service: once, in a book that is read again as somebody writes it. */
function readService(source: SourceText): ServiceReading {
  const known = serviceReadings.get(source);
  if (known) return known;
  const yaml = readYaml({ ruleId: 'yaml-valid', text: source.text });
  const { value, faults } = readFields(serviceSchema, yaml, { ruleId: 'yaml-valid', what: 'a service' });
  const reading = { value, faults: [...source.faults, ...yaml.faults, ...faults], locate: yaml.locate };
  serviceReadings.set(source, reading);
  return reading;
}

const serviceReadings = new WeakMap<SourceText, ServiceReading>();

/** The teams of a book alone, for callers that read only the heads of its pages. */
export function readTeams({ reading, texts }: Pick<BookFiles, 'reading' | 'texts'>): Map<string, Team> {
  const { teams } = reading.settings.layout;
  return readEntries(texts, { path: teams, schema: teamSchema, what: 'a team', faults: [] });
}

interface Entries<S extends typeof teamSchema | typeof severitySchema> {
  readonly path: string;
  readonly schema: S;
  readonly what: string;
  readonly faults: PathFaults;
}

type EntryOf<S> = S extends typeof teamSchema ? Team : Severity;

function readEntries<S extends typeof teamSchema | typeof severitySchema>(
  texts: readonly SourceText[],
  { path, schema, what, faults }: Entries<S>,
): Map<string, EntryOf<S>> {
  const entries = new Map<string, EntryOf<S>>();
  const source = texts.find((text) => text.path === path);
  if (!source) return entries;
  const yaml = yamlOf(source);
  faults.push(...[...source.faults, ...yaml.faults].map((fault) => ({ path, fault })));
  for (const id of Object.keys(yaml.data ?? {})) {
    const { value, faults: found } = readFields(schema, yaml, { ruleId: 'yaml-valid', what, at: [id] });
    faults.push(...found.map((fault) => ({ path, fault })));
    // Missing texts stand as the id, so that pages can still name the entry.
    const locate: Team['locate'] = (at, which) => yaml.locate([id, ...at], which);
    entries.set(id, {
      name: id,
      title: id,
      meaning: '',
      ...value,
      id,
      path,
      locate,
    } as unknown as EntryOf<S>);
  }
  return entries;
}

/** What a file says as YAML: read once, in a book that is read again as somebody writes it. */
function yamlOf(source: SourceText): ReturnType<typeof readYaml> {
  const yaml = yamlReadings.get(source) ?? readYaml({ ruleId: 'yaml-valid', text: source.text });
  yamlReadings.set(source, yaml);
  return yaml;
}

const yamlReadings = new WeakMap<SourceText, ReturnType<typeof readYaml>>();

/** Every page with a text of its own: runbooks, guides, templates. */
export function listPages(book: Book): Page[] {
  return [...book.runbooks.values(), ...book.guides.values(), ...book.templates.values()];
}
