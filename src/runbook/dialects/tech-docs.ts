import type { Nodes } from 'mdast';
import { admonition } from './admonition.ts';
import type { Dialect, Mark, Source } from './dialect.ts';
import { named } from './mkdocs.ts';

// One tag of ERB: `<%= warning_text('Careful') %>`, `<% if x %>`.
const TAG = /<%(=|-|#)?-?([\s\S]{0,4000}?)-?%>/g;

/** The Ruby in the Markdown of GOV.UK's Tech Docs Template: read as words, never run. */
export const techDocs: Dialect = { id: 'tech-docs', sign: /<%/, scan };

function scan(source: Source): Mark[] {
  const { text, lines } = source;
  return [...text.matchAll(TAG)].flatMap((match) => {
    const start = match.index;
    const line = lines.findLast((one) => one.start <= start);
    if (line?.isCode ?? true) return [];
    return [
      markOf(source, { start, end: start + match[0].length, kind: match[1] ?? '', ruby: match[2] ?? '' }),
    ];
  });
}

interface Tag {
  readonly start: number;
  readonly end: number;
  readonly kind: string;
  readonly ruby: string;
}

function markOf(source: Source, { start, end, kind, ruby }: Tag): Mark {
  const place = source.placeOf(start, end);
  if (kind === '#') return { start, end, words: '' };
  if (/^\s*current_page\.data\.title\s*$/.test(ruby)) return { start, end, words: source.title ?? '' };
  const [, name = '', , argument = ''] = /^\s*(\w+)[\s(]*(["'])((?:(?!\2)[\s\S])*)\2/.exec(ruby) ?? [];
  if (name === 'warning_text' || /^govuk_(?:warning_text|inset_text)$/.test(name)) {
    const children: Nodes[] = [
      { type: 'paragraph', position: place, children: [{ type: 'text', value: argument, position: place }] },
    ];
    const word = name.endsWith('inset_text') ? 'note' : 'warning';
    return {
      start,
      end,
      blocks: () => [admonition({ word, title: undefined, children: children as never, place })],
    };
  }
  if (name === 'partial' || name === 'render')
    return missed(source, {
      start,
      end,
      what: `<%= ${name} %>`,
      sentence: `The text of ${argument} belongs here, but opsbook does not read it.`,
    });
  if (kind !== '=') return { start, end, words: '' }; // what Ruby does without saying it: `if`, `end`, `do`
  const what = name === '' ? (/^\s*([\w.]+)/.exec(ruby)?.[1] ?? '') : name;
  return missed(source, { start, end, what: `<%= ${what} %>` });
}

/** What only Ruby could say: its text stays to be read. */
function missed(
  source: Source,
  {
    start,
    end,
    what,
    sentence,
  }: Pick<Tag, 'start' | 'end'> & { readonly what: string; readonly sentence?: string },
): Mark {
  source.miss('tech-docs', what, { start, end });
  if (sentence === undefined) return { start, end, words: source.text.slice(start, end) };
  return { start, end, blocks: () => [named(sentence, source.placeOf(start, end))] };
}
