import type { Quote, Range, Word } from './script.ts';

/**
 * How a shell that reads the words of a command again, joined by blanks, reads a variable among them:
 * `ssh host grep "'$X'" f` has it in single quotes over there. What cannot be told counts as backticks, which take only
 * what is plain.
 */
export function joinedQuote(words: readonly Word[], use: Range, source: string): Quote {
  const at = words.findIndex(({ range }) => range.start <= use.start && range.end >= use.end);
  const word = words[at];
  if (!word) return 'backtick';
  const variable = source.slice(use.start, use.end);
  const earlier = source.slice(word.range.start, use.start).split(variable).length;
  const pieces = word.value.split(variable);
  if (pieces.length <= earlier) return 'backtick';
  const before = pieces.slice(0, earlier).join(variable);
  return quoteAfter([...words.slice(0, at).map(({ value }) => value), before].join(' '));
}

/** The quotes that stand open at the end of a text. */
function quoteAfter(text: string): Quote {
  let open: 'bare' | 'single' | 'double' = 'bare';
  // What the first shell has put in, where it holds no quotes, changes none.
  const plain = text.replace(/\$\([^()'"\\`]*\)/g, '');
  for (let index = 0; index < plain.length; index += 1) {
    const char = plain[index] ?? '';
    if (open === 'single') {
      if (char === "'") open = 'bare';
    } else if (char === '\\') index += 1;
    else if (char === '`' || /^(?:[$<>]\(|\$'|<<)/.test(plain.slice(index, index + 2))) return 'backtick';
    else if (char === '"') open = open === 'double' ? 'bare' : 'double';
    else if (char === "'" && open === 'bare') open = 'single';
  }
  // A backslash, or what begins a comment, right before it.
  if (open !== 'single' && /\\$/.test(plain.replace(/\\\\/g, ''))) return 'backtick';
  return open === 'bare' && /(?:^|\s)#/.test(plain) ? 'backtick' : open;
}
