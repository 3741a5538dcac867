import { listAcronyms } from './acronyms.ts';
import { leadSections, listEntries } from './entries.ts';
import type { SearchPage, SearchSection } from './page.ts';
import type { SearchPart } from './pages.ts';

/**
 * Of what the search reads of a page, what the first two parts of the index are made of: headings, first sentences, and
 * short forms that are explained. A change further down a page changes nothing in it.
 */
export function headPart({ title, address, params, sections }: HeadSource): SearchPart {
  const entries = listEntries([{ title, address, sections }]);
  const read = new Set(entries.flatMap(({ sections: own }) => leadSections(own, sections)));
  return {
    params,
    acronyms: listAcronyms(sections.map(({ text }) => text)),
    sections: sections.map(({ text, code: _code, quoted: _quoted, ...section }, at): SearchSection => {
      return { ...section, text: read.has(at) ? text : '', code: '' };
    }),
  };
}

type HeadSource = SearchPart & Pick<SearchPage, 'title'> & { readonly address?: string | undefined };
