import { printable } from './printable.ts';

/** Words of authors and of commits as one line of Markdown: they start no HTML, no link and no mark of ours. */
export function markdownLine(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .replaceAll('<', '&lt;')
    .replace(/([\\`*_[\]])/g, '\\$1');
}

/** Text for a cell of a table that keeps its code in backticks: it stays in its cell and starts nothing. */
export function tableCell(text: string): string {
  return printable(text.replace(/\s+/g, ' '))
    .replaceAll('\\', '\\\\')
    .replaceAll('|', '\\|')
    .replaceAll('<', '&lt;');
}
