import type { Root } from 'mdast';
import remarkFrontmatter from 'remark-frontmatter';
import remarkGfm from 'remark-gfm';
import remarkMdx from 'remark-mdx';
import remarkParse from 'remark-parse';
import { unified } from 'unified';
import { VFileMessage } from 'vfile-message';
import type { Fault } from './finding.ts';
import { lineIndex } from './source-text.ts';

const markdown = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).freeze();
const mdx = unified().use(remarkParse).use(remarkFrontmatter).use(remarkGfm).use(remarkMdx).freeze();

/** Characters that start MDX syntax; what MDX cannot read begins at one of them. */
const MDX_MARKS = new Set(['{', '<']);

/** After this many faults of grammar the file is read as Markdown; each costs a parse, so long files get one. */
const MOST_FAULTS = 20;
const LONG_FILE = 200_000;

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
  if (!isMdx) return { tree: guarded(() => markdown.parse(text)).tree, faults: [] };
  const faults: Fault[] = [];
  let source = text;
  const most = text.length > LONG_FILE ? 1 : MOST_FAULTS;
  while (faults.length < most) {
    const attempt = guarded(() => mdx.parse(source));
    if (!attempt.error) return { tree: attempt.tree, faults };
    const fault = mdxFault(source, attempt.error);
    faults.push(fault);
    const at = fault.range?.start.offset;
    if (at === undefined || !MDX_MARKS.has(source.charAt(at))) break;
    source = `${source.slice(0, at)} ${source.slice(at + 1)}`;
  }
  return { tree: guarded(() => markdown.parse(text)).tree, faults };
}

interface Attempt {
  readonly tree: Root;
  readonly error?: VFileMessage;
}

function guarded(parse: () => Root): Attempt {
  const empty: Root = { type: 'root', children: [] };
  try {
    return { tree: parse() };
  } catch (error) {
    if (error instanceof VFileMessage) return { tree: empty, error };
    if (error instanceof RangeError) return { tree: empty, error: new VFileMessage(TOO_DEEP) };
    throw error;
  }
}

const TOO_DEEP = 'the nesting is too deep to read';

function mdxFault(text: string, error: VFileMessage): Fault {
  const at = lineIndex(text);
  const offset = faultOffset(text, error);
  const range = offset === undefined ? undefined : { start: at(offset), end: at(offset + 1) };
  return {
    ruleId: 'mdx-parses',
    message: mdxMessage(text.slice(offset ?? 0, (offset ?? 0) + 1), error),
    range,
  };
}

/** The mark that opened what could not be read: the place itself, or the last mark before it. */
function faultOffset(text: string, error: VFileMessage): number | undefined {
  const opened = /\((\d+):(\d+)-/.exec(error.reason); // matches "for `<host>` (1:3-1:9) before", not "(U+0021)"
  if (opened) return offsetOf(text, Number(opened[1]), Number(opened[2]));
  const offset = placeOffset(text, error);
  if (offset === undefined || isEsmFault(error)) return offset;
  for (let at = Math.min(offset, text.length - 1); at >= 0; at -= 1) {
    if (MDX_MARKS.has(text.charAt(at))) return at;
  }
  return offset;
}

function placeOffset(text: string, error: VFileMessage): number | undefined {
  const place = error.place && ('start' in error.place ? error.place.start : error.place);
  if (place === undefined) return undefined;
  if (isEsmFault(error)) return offsetOf(text, place.line, 1);
  return place.offset ?? offsetOf(text, place.line, place.column);
}

function offsetOf(text: string, line: number, column: number): number {
  let start = 0;
  for (let n = 1; n < line; n += 1) start = text.indexOf('\n', start) + 1;
  return start + column - 1;
}

function isEsmFault(error: VFileMessage): boolean {
  return error.reason.includes('import/exports');
}

function mdxMessage(mark: string, error: VFileMessage): string {
  if (isEsmFault(error))
    return 'Reword this paragraph: MDX takes a line that starts with `import` or `export` for a program.';
  const reason =
    /^[^(\n;]*/
      .exec(error.reason)?.[0]
      .trim()
      .replace(/[.:,]$/, '') ?? '';
  const said = reason.charAt(0).toLowerCase() + reason.slice(1);
  if (mark === '{')
    return `Put \`{\` in backticks or write \`\\{\`: in MDX it starts an expression (${said}).`;
  if (mark === '<')
    return `Put \`<\` in backticks or write \`\\<\`, or close the tag: in MDX it starts a component (${said}).`;
  return `Mend the MDX: ${said}.`;
}
