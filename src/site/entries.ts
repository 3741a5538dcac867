import type { CoverageState } from '../alerts/coverage.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Service } from '../runbook/schema/entry-schemas.ts';

/** What the site's pages are told of the book: plain data. */

/** A runbook, guide or template as lists show it. */
export interface PageEntry {
  readonly folder: 'runbooks' | 'guides' | 'templates';
  readonly id: string;
  readonly path: string;
  readonly address: string;
  readonly title: string;
  readonly summary: string;
}

/** What a runbook says of itself. */
export type RunbookClaims = Pick<
  Runbook,
  | 'kind'
  | 'services'
  | 'owner'
  | 'severity'
  | 'symptoms'
  | 'errors'
  | 'alerts'
  | 'status'
  | 'related'
  | 'aliases'
  | 'tags'
>;

/** A runbook as lists show it. */
export interface RunbookEntry extends PageEntry {
  readonly runbook: RunbookClaims;
}

/** A page with what only its own page shows. */
export interface WholePage extends PageEntry {
  /** A digest of its text. */
  readonly digest: string;
  readonly headings: readonly { readonly depth: number; readonly text: string; readonly anchor: string }[];
  /** Named commands and queries, each once, with the anchor of the heading above it in the outline. */
  readonly steps: readonly { readonly name: string; readonly section: string }[];
  /** Environments that its commands have variants for. */
  readonly environments: readonly string[];
  readonly runbook: (RunbookClaims & Pick<Runbook, 'params'>) | undefined;
}

/** A service without its places in the file. */
export type ServiceEntry = Omit<Service, 'locate'>;

/** An alert rule as its page shows it. */
export interface AlertEntry {
  readonly name: string;
  readonly expression: string;
  readonly duration: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly group: string;
  readonly path: string;
  readonly line: number;
  /** What it is read from, where only a part of it is known: `read from a template`. */
  readonly readFrom: string | undefined;
}

/** A runbook of an alert: its address is where it starts to be about it. */
export type AlertRunbook = Pick<PageEntry, 'path' | 'title' | 'summary' | 'address'>;

/** An alert of the book: the rules that raise it, and the runbooks that it leads to. */
export interface Alert {
  readonly name: string;
  /** Of its page, as in `/alerts/HighLoad/`. */
  readonly address: string;
  readonly rules: readonly AlertEntry[];
  readonly runbooks: readonly AlertRunbook[];
  /** Its link, when it leads out of this book and no runbook of it is there. */
  readonly elsewhere: string | undefined;
  /** Whether it leads its reader to a runbook; `unraised` when a runbook names it and no rule raises it. */
  readonly state: CoverageState | 'unraised';
}

/** An alert as another one's page names it. */
export type AlertName = Pick<Alert, 'name' | 'address'>;

/** A rule of the linter as the site lists it. */
export interface RuleEntry {
  readonly id: string;
  readonly summary: string;
  readonly level: string;
  readonly isFirm: boolean;
}
