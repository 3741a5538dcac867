import type { DialectId } from '../../runbook/dialects/dialect.ts';
import { readLines } from '../../runbook/dialects/lines.ts';
import type { ImportedPage } from './plan-import.ts';

/** Marks that only one system has, by which its pages are told; what GitHub has too is read without being asked for. */
const MARKS: Readonly<Partial<Record<DialectId, RegExp>>> = {
  mkdocs: /^[ \t]*(?:!!!|\?\?\?\+?)[ \t]+\w|^[ \t]*=== "|^[ \t]*-+8<-/m,
  docusaurus:
    /^[ \t]*:::(?:note|tip|info|caution|danger|warning|important)\b|^[ \t]*<(?:Tabs|TabItem|Aside|Admonition|Steps|CardGrid)[ \t>]/m,
  vitepress: /^[ \t]*:::[ \t]+(?:tip|warning|danger|details|info|code-group|v-pre|raw)\b/m,
  myst: /^[ \t]*(?:```|:::)\{[\w:-]+\}|\{(?:ref|doc|term|guilabel|file|download|menuselection|kbd)\}`|^\([\w:.-]+\)=[ \t]*$/m,
  hugo: /\{\{[<%][ \t]?\/?[ \t]?[\w./-]/,
  gitbook:
    /\{%-?[ \t]*(?:hint|tabs?|include|link|raw|highlight|embed|content-ref|code|capture|assign|if|for|comment)\b|\{\{[ \t]*(?:site|page)\./,
  'tech-docs': /<%=?[ \t]/,
  obsidian: /!?\[\[\w[^\][\n]*\]\]/,
};

/** The systems whose marks stand in imported pages: a book that does not name them shows these as they are written. */
export function tellDialects(pages: readonly Pick<ImportedPage, 'text'>[]): DialectId[] {
  const texts = pages.map(({ text }) => ({ whole: text, prose: withoutCode(text) }));
  return Object.entries(MARKS).flatMap(([id, mark]) =>
    // MyST writes its boxes as fences. Every key is an id of a dialect.
    texts.some(({ whole, prose }) => mark.test(id === 'myst' ? whole : prose)) ? [id as DialectId] : [],
  );
}

/** The lines that are no code: code may quote any mark. */
function withoutCode(text: string): string {
  return readLines(text)
    .filter(({ isCode }) => !isCode)
    .map((line) => line.text.replace(/`[^`]{1,400}`/g, ''))
    .join('\n');
}
