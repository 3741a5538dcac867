import type { Meaning } from '../shell/value-meaning.ts';
import type { Acronyms } from './acronyms.ts';

/**
 * The index as it is written to files: plain data, in three parts that are loaded one after the other. With
 * the first alone there is an answer; each next one makes it better. All three are of one build.
 */
export interface IndexShards {
  readonly names: NamesShard;
  readonly symptom?: SymptomShard;
  readonly body?: BodyShard;
}

/** Raised whenever a shard's meaning changes. */
export const FORMAT = 7;

/** What every page is called, and what its author or its alert rules say that it is for. */
export interface NamesShard {
  readonly format: number;
  readonly pages: readonly ListedPage[];
  readonly chapters: readonly Chapter[];
  /** In a big book these come with the symptom shard. */
  readonly told?: readonly Told[];
}

/** A page as results show it. What is empty is left out. */
export interface ListedPage {
  readonly id: string;
  /** Of what is no runbook: where it stands on the site, without the base. */
  readonly address?: string;
  readonly title: string;
  readonly kind?: string;
  readonly services?: readonly string[];
  readonly owner?: string;
  readonly severity?: string;
  readonly alerts?: readonly string[];
  readonly params?: readonly ListedParam[];
}

/** A param: its label, its own pattern and what it allows, each empty where there is none, and left out at the end. */
export type ListedParam = readonly [
  name: string,
  label?: string,
  pattern?: string,
  ...allow: readonly Meaning[],
];

/** A part of a page that is found by itself, and the number of sections from its first. */
export interface Chapter {
  readonly page: number;
  readonly title: string;
  readonly anchor: string;
  readonly first: number;
  readonly count: number;
}

/** What is said of a page outside its text. What is empty is left out. */
export interface Told {
  readonly symptoms?: readonly string[];
  readonly errors?: readonly string[];
}

/** Summaries, alert rules' texts, headings, and the first words of every page. */
export interface SymptomShard {
  readonly format: number;
  readonly told?: readonly Told[];
  readonly summaries: readonly string[];
  /** Of each page: its alert rules' texts, where they have any. */
  readonly rules: readonly (readonly string[])[];
  /** Of each page: its headings. */
  readonly headings: readonly (readonly string[])[];
  /** Of each page: its sections' anchors; empty where the heading gives it. */
  readonly anchors: readonly (readonly string[])[];
  readonly acronyms: Acronyms;
  readonly lead: PackedWords;
}

/** The anchor that a heading usually gets, as GitHub makes it. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replace(/ /g, '-');
}

/** The first sentences of every entry as text, and the words of every section. */
export interface BodyShard {
  readonly format: number;
  readonly leads: readonly string[];
  readonly sections: PackedWords;
  /** Which entries show which runs of words, as `quotedRuns` packs them. */
  readonly quoted: string;
}

/** Which words stand where, how often. */
export interface PackedWords {
  /** By stem, then by word; one a line. */
  readonly words: string;
  /** For every stem in that order: how many places, then for each the gap to the one before, and counts. */
  readonly places: string;
}
