import type { Code, Nodes, PhrasingContent, Root } from 'mdast';
import type { Range } from '../finding.ts';

/** The systems whose Markdown is read here, by the names people call them. */
export const DIALECTS = {
  github: 'GitHub',
  mkdocs: 'MkDocs',
  docusaurus: 'Docusaurus or Starlight',
  vitepress: 'VitePress or VuePress',
  myst: 'MyST',
  hugo: 'Hugo',
  gitbook: 'GitBook or Jekyll',
  'tech-docs': 'Tech Docs Template',
  obsidian: 'Obsidian',
} as const;
export type DialectId = keyof typeof DIALECTS;
/** For schemas: `z.enum` asks for at least one. */
export const DIALECT_IDS = Object.keys(DIALECTS) as [DialectId, ...DialectId[]];

/** Whether a book says which other system it is written for: what GitHub has is read in every page. */
export function namesSystem(dialects: readonly DialectId[] | undefined): boolean {
  return dialects?.some((id) => id !== 'github') ?? false;
}

/** Something of another system that is not understood: it stays readable, and is said once a folder. */
export interface Unread {
  readonly dialect: DialectId;
  /** As a person would name it: `{{< youtube >}}`. */
  readonly what: string;
  readonly range: Range | undefined;
}

/** A stretch of the text that the grammar of Markdown does not know, and what stands for it in the tree. */
export interface Mark {
  readonly start: number;
  readonly end: number;
  /** Words in its place, in text and in addresses; else blocks. */
  readonly words?: string;
  /** What stands in its place in a line of text, where that is more than words. */
  readonly inline?: () => PhrasingContent[];
  readonly blocks?: () => Nodes[];
}

/** One line of a text: where it starts and ends, without its line ending. */
export interface Line {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** In a fence, indented code or frontmatter nothing is a mark. */
  readonly isCode: boolean;
}

/** Lines of a text that are a document of their own once so many columns are taken off each. */
export interface Body {
  /** Indexes into the lines; `to` is not part of it. */
  readonly from: number;
  readonly to: number;
  readonly indent: number;
}

/** What a dialect is handed. */
export interface Source {
  readonly text: string;
  readonly lines: readonly Line[];
  /** Whether its components are read as such. */
  readonly isMdx: boolean;
  /** The page's title, where its frontmatter has one. */
  readonly title: string | undefined;
  /** Reads lines as a document of their own; the nodes have their places in this text. */
  parse(body: Body): Root['children'];
  /** Reads a stretch as a document: its lines lose the indent of the one that it begins on. */
  parseBetween(start: number, end: number): Root['children'];
  /** Reads what a fence holds as a document, without so many of its first lines. */
  parseCode(code: Code, skip: number): Root['children'];
  /** Remembers what is not understood. */
  miss(dialect: DialectId, what: string, place: { readonly start: number; readonly end: number }): void;
  /** The place of a stretch of this text, for nodes. */
  placeOf(start: number, end: number): Range;
}

/** One dialect: marks found in the text before the grammar reads it, and what it changes in the tree. */
export interface Dialect {
  readonly id: DialectId;
  /** Other systems that write these marks too. */
  readonly alsoOf?: readonly DialectId[];
  /** A word that every page with such marks has: the rest is only asked where it stands. */
  readonly sign: RegExp;
  readonly scan?: (source: Source) => Mark[];
}
