import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import type { Processor } from 'unified';
import { VFileMessage } from 'vfile-message';
import { leaveOut, unaskedSyntax } from './asked-syntax.ts';
import { boundTree, bounds } from './bounds.ts';
import type { Fault } from '../finding.ts';
import { keepPlaceholders } from './html.ts';
import { mdxFault } from './mdx-fault.ts';
import { mdxSyntax } from './mdx-syntax.ts';
import { walk } from './walk.ts';

/** Grammars by what they read: see `grammarFor`. */
const grammars = new Map<string, Processor<Root>>();

/** The grammar of a text: what is nowhere in it is not looked for. */
function grammarFor(text: string, isMdx: boolean): Processor<Root> {
  const left = unaskedSyntax(text);
  const id = [isMdx, ...left].join(' ');
  const known = grammars.get(id);
  if (known) return known;
  const base = unified().use(remarkParse).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkGfm);
  if (isMdx) base.use(mdxSyntax);
  const made = base.use(bounds).use(leaveOut, left).freeze();
  grammars.set(id, made);
  return made;
}

/** After this many faults of MDX the file is read as Markdown: each costs a parse, so long files get fewer. */
const MOST_FAULTS = 20;
const MOST_WORK = 200_000; // characters

export interface Parsed {
  readonly tree: Root;
  readonly faults: readonly Fault[];
}

/**
 * The one parse of a page: Markdown with frontmatter and GitHub's tables, and MDX where the file is `.mdx`.
 * Nothing in it is evaluated. What MDX cannot read is a fault; the offending mark is then taken as a space,
 * so that one parse tells every fault and the rest of the page is still known.
 */
export function parseTree(text: string, isMdx: boolean): Parsed {
  const { tree, faults } = isMdx ? parseMdx(text) : parseMarkdown(text);
  if (text.includes('\r')) endLinesAlike(tree);
  return { tree, faults: [...faults, ...boundTree(tree)] };
}

/**
 * Code of a page that was written with carriage returns has its lines ended as all other code has: whoever judges,
 * shows or runs it need not know. Lines stay lines, so that places are told by line and column as before.
 */
function endLinesAlike(tree: Root): void {
  walk(tree, (node) => {
    if (node.type === 'code' || node.type === 'inlineCode') node.value = node.value.replace(/\r\n?/g, '\n');
  });
}

function parseMarkdown(text: string): Parsed {
  try {
    const tree = grammarFor(text, false).parse(text);
    keepPlaceholders(tree);
    return { tree, faults: [] };
  } catch (error) {
    // The stack is used up: what reads the tree after the grammar goes down it by recursion.
    if (!(error instanceof RangeError)) throw error;
    const message = 'Split this file: it is nested too deep to read.';
    return { tree: { type: 'root', children: [] }, faults: [{ ruleId: 'file-is-text', message }] };
  }
}

function parseMdx(text: string): Parsed {
  const faults: Fault[] = [];
  let source = text;
  const most = Math.max(1, Math.min(MOST_FAULTS, Math.floor(MOST_WORK / text.length)));
  while (faults.length < most) {
    try {
      return { tree: grammarFor(source, true).parse(source), faults };
    } catch (error) {
      const { fault, marks } = mdxFault(source, mdxError(error));
      faults.push(fault);
      if (!marks) break;
      source = source.slice(0, marks.start) + ' '.repeat(marks.end - marks.start) + source.slice(marks.end);
    }
  }
  return { tree: parseMarkdown(text).tree, faults };
}

/** What the grammar says of the text; anything else is our fault, and goes up. */
function mdxError(error: unknown): VFileMessage {
  if (error instanceof VFileMessage) return error;
  if (error instanceof RangeError) return new VFileMessage('nested too deep');
  throw error;
}
