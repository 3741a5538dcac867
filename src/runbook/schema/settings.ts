import picomatch from 'picomatch';
import type { PromqlDialect } from '../../shell/queries/promql-fault.ts';
import type { DialectId } from '../dialects/dialect.ts';
import type { Range } from '../finding.ts';
import type { BookSettings } from './book-schema.ts';

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
  /** Whether the folder was written for no opsbook at all: another system may have folders of the same names. */
  readonly isPlain?: boolean | undefined;
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
  /** The systems whose Markdown its pages are written in; undefined: any, told by their marks. */
  readonly dialects: readonly DialectId[] | undefined;
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

/** What queries of the book are held to. */
export function promqlDialect({ dialect, prometheus }: AlertSettings): PromqlDialect {
  return { name: dialect, version: prometheus };
}

/** Tells the alerts that need no runbook. */
export function exemptAlerts({ withoutRunbook }: AlertSettings): (name: string) => boolean {
  return withoutRunbook.length === 0 ? () => false : picomatch([...withoutRunbook], { noextglob: true });
}

/** Tells alert rule files by the globs of the settings. */
export function matchAlertRules(layout: Layout): (path: string) => boolean {
  return picomatch([...layout.alertRules], { noextglob: true });
}

/** Whether a path lies in a folder of the book; every path lies in `''`. */
export function isInside(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
