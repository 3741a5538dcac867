import { printable } from '../../runbook/words/printable.ts';

/** One line of plain text for Markdown: authors' words stay words, and in their cell of a table. */
export function plainText(text: string): string {
  return printable(text.replace(/\s+/g, ' ')).replace(/[\\`*_[\]<>|#~!&]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '&' ? '&amp;' : `\\${mark}`,
  );
}

/** A message, whose backticks mean code: the rest of it can start nothing. */
export function messageText(message: string): string {
  return printable(message.replace(/\s+/g, ' '))
    .split(/(`[^`]*`)/)
    .map((part) => (part.startsWith('`') ? part.replaceAll('|', '\\|') : plainText(part)))
    .join('');
}

/** A word as code, whatever backticks it has. */
export function codeText(text: string): string {
  const clean = printable(text.replace(/\s+/g, ' ')).replaceAll('|', '\\|');
  const ticks = '`'.repeat(longestTicks(clean) + 1);
  return clean.includes('`') ? `${ticks} ${clean} ${ticks}` : `${ticks}${clean}${ticks}`;
}

/** A fenced block that nothing in it can end. */
export function fencedBlock(language: string, code: string): string {
  const fence = '`'.repeat(Math.max(3, longestTicks(code) + 1));
  const safe = code
    .split('\n')
    .map((line) => printable(line.replaceAll('\t', '  ')))
    .join('\n');
  return `${fence}${/^[\w+-]*$/.test(language) ? language : ''}\n${safe}\n${fence}`;
}

function longestTicks(text: string): number {
  return Math.max(0, ...(text.match(/`+/g) ?? []).map(({ length }) => length));
}
