import type { SearchPage, SearchSection } from './page.ts';
import { bareHeading } from '../runbook/links/alert-pages.ts';
import { isName, splitWords } from './words.ts';

/** What is found: a page, or a chapter of a page that holds a runbook for each of several alerts. */
export interface Entry {
  /** The page's place in the book. */
  readonly page: number;
  /** The title of the page, or the heading of the chapter. */
  readonly title: string;
  readonly anchor: string;
  /** Places of its sections in the page. */
  readonly sections: readonly number[];
}

/** What tells the entries of a page. */
type Listed = Pick<SearchPage, 'title' | 'sections'> & { readonly address?: string | undefined };

/** The entries of all pages: every page first, in its order, then the chapters. */
export function listEntries(pages: readonly Listed[]): Entry[] {
  const chapters = pages.map((page, at) => listChapters(page, at));
  const whole = pages.map(({ title, sections }, page): Entry => {
    const taken = new Set((chapters[page] ?? []).flatMap((chapter) => chapter.sections));
    return { page, title, anchor: '', sections: [...sections.keys()].filter((at) => !taken.has(at)) };
  });
  return [...whole, ...chapters.flat()];
}

/** Chapters are the sections, with all below them, whose headings are names as alerts have them. */
function listChapters({ title, sections, address }: Listed, page: number): Entry[] {
  if (address !== undefined) return []; // what is no runbook is about no alert
  const starts = sections.flatMap(({ heading }, at) =>
    isName(bareHeading(heading)) && heading !== title ? [at] : [],
  );
  if (starts.length < 2) return [];
  return starts.map((start) => {
    const { heading = '', anchor = '', level = 0 } = sections[start] ?? {};
    const end = sections.findIndex(
      (other, at) => at > start && (other.level <= level || starts.includes(at)),
    );
    const length = (end < 0 ? sections.length : end) - start;
    return {
      page,
      title: bareHeading(heading),
      anchor,
      sections: Array.from({ length }, (_, at) => start + at),
    };
  });
}

/** How much of a page's beginning is searched before its body is there. */
const LEAD_WORDS = 60;

/** The first sentences of an entry: under its title and under the headings that follow. */
export function leadOf(sections: readonly SearchSection[]): string {
  return readLead(sections)
    .map(({ text }) => text)
    .join('\n');
}

/** The sections of an entry that its first sentences stand in. @param own places in `all` */
export function leadSections(own: readonly number[], all: readonly SearchSection[]): number[] {
  const sections = own.flatMap((at) => all[at] ?? []);
  return readLead(sections).flatMap(({ section }) => own[section] ?? []);
}

function readLead(sections: readonly SearchSection[]): { readonly section: number; readonly text: string }[] {
  const lead: { section: number; text: string }[] = [];
  let left = LEAD_WORDS;
  for (const [section, { text }] of sections.entries()) {
    const words = splitWords(text).filter(({ joins }) => joins === 1);
    if (words.length === 0) continue;
    lead.push({ section, text: text.slice(0, words[Math.min(left, words.length) - 1]?.end).trim() });
    left -= words.length;
    if (left <= 0) break;
  }
  return lead;
}
