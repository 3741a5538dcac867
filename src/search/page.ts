import type { Meaning } from '../shell/value-meaning.ts';
import type { Acronyms } from './acronyms.ts';

/** What the search needs of an alert rule: its name, and the words that will be pasted when it fires. */
export interface SearchAlert {
  readonly name: string;
  readonly summary?: string;
  readonly description?: string;
}

/** What stands under one heading; the first may be the lead, with an empty heading and anchor. */
export interface SearchSection {
  readonly anchor: string;
  readonly heading: string;
  readonly level: number;
  readonly text: string;
  readonly code: string;
  /** Sentences that stand in the text as code, one a line: most likely a machine prints them. */
  readonly quoted?: string;
}

/** A value that a responder fills in, and the alert label that may carry it. */
export interface SearchParam {
  readonly name: string;
  readonly label?: string;
  /** The author's own; without it the usual letters, digits and `._:/@-`. */
  readonly pattern?: string;
  readonly allow?: readonly Meaning[];
}

/** A page as the index is built from it: plain data, so that a test or a foreign parser can make one. */
export interface SearchPage {
  /** Of a page that is no runbook, with the folder before it: `services/gateway`. */
  readonly id: string;
  /** Where it stands on the site, without the base, as in `teams/#platform`; of a runbook the id tells it. */
  readonly address?: string;
  readonly title: string;
  /** A runbook's own kind, or `guide`, `service`, `team`, `severity`, `template`, `alert`. */
  readonly kind: string;
  readonly services: readonly string[];
  readonly owner?: string;
  readonly severity?: string;
  readonly summary: string;
  readonly symptoms: readonly string[];
  /** Literal strings, or `/regular expressions/flags`. */
  readonly errors: readonly string[];
  readonly alerts: readonly SearchAlert[];
  readonly params: readonly SearchParam[];
  readonly sections: readonly SearchSection[];
  /** Short forms that its texts explain, where the texts here are not all there are. */
  readonly acronyms?: Acronyms;
}
