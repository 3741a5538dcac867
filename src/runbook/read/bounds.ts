import type { Nodes, Root, Text } from 'mdast';
import type { CompileContext, Extension as FromMarkdown, Token } from 'mdast-util-from-markdown';
import type {
  Code,
  Construct,
  Effects,
  Extension,
  ParseContext,
  Previous,
  State,
  Tokenizer,
  TokenizeContext,
} from 'micromark-util-types';
import type { Processor } from 'unified';
import type { Fault } from '../finding.ts';
import { rangeOf } from './snippet.ts';
import { underlinedHeadings } from './underlined-headings.ts';

/**
 * Markdown's grammar takes time that grows with the square of what one paragraph holds and of how deep it is
 * nested, so that a file of one megabyte could take hours. What no person writes is left as text, and said.
 */

/** Marks and line endings in one paragraph: a log of this length belongs in a fence. */
const MOST_MARKS = 2000;
/** Comments and what else starts with `<!` or `<?` in one paragraph: the end of each is looked for up to the last line. */
const MOST_COMMENTS = 50;
/** The column beyond which no list and no quote starts. */
const LAST_COLUMN = 200;
/** Lists in lists, quotes, components: the renderer and the terminal go down them by recursion. */
const MOST_LEVELS = 100;

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    longText: 'longText';
    manyComments: 'manyComments';
    farContainer: 'farContainer';
  }
}
declare module 'mdast' {
  interface TextData {
    /** Why the rest of this was left as text. */
    excess?: keyof typeof MESSAGES;
  }
}

const MESSAGES = {
  longText: `Split this paragraph or put it in a fence: over ${MOST_MARKS} lines and marks in one are not read.`,
  manyComments: `Split this paragraph or put it in a fence: over ${MOST_COMMENTS} comments in one are not read.`,
  farContainer: `Move this to the left: a list or a quote that starts after column ${LAST_COLUMN} is not read.`,
  deep: `Nest this less deeply: more than ${MOST_LEVELS} levels are not read.`,
} as const;

/** Grammar that ends in time, for unified. */
export function bounds(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(syntax(), underlinedHeadings);
  (data.fromMarkdownExtensions ??= []).push(leaveAsText);
}

/** Cuts what is nested too deep off the tree, and says it and everything that was left as text. */
export function boundTree(tree: Root): Fault[] {
  const faults: Fault[] = [];
  const stack: { node: Nodes; level: number }[] = [{ node: tree, level: 0 }];
  const say = (node: Nodes, reason: keyof typeof MESSAGES): void =>
    void faults.push({ ruleId: 'file-is-text', message: MESSAGES[reason], range: rangeOf(node) });
  for (let top = stack.pop(); top; top = stack.pop()) {
    const { node, level } = top;
    if (!('children' in node)) continue;
    const excess = node.children.find((child) => child.type === 'text' && child.data?.excess !== undefined);
    if (excess?.type === 'text' && excess.data?.excess) say(excess, excess.data.excess);
    if (level >= MOST_LEVELS && node.children.length > 0) {
      node.children = [];
      if (!faults.some(({ message }) => message === MESSAGES.deep)) say(node, 'deep');
    }
    for (const child of node.children) stack.push({ node: child, level: level + 1 });
  }
  return faults;
}

function syntax(): Extension {
  const text = codes('\\!&*<[]_`{~').concat([-5, -4, -3]);
  const document = codes('*+->0123456789');
  return {
    text: { ...Object.fromEntries(text.map((code) => [code, [longText]])), [LESS]: [manyComments, longText] },
    document: Object.fromEntries(document.map((code) => [code, farContainer])),
    flow: { null: [lazyEnd] },
  };
}

function codes(characters: string): number[] {
  return [...characters].map((character) => character.charCodeAt(0));
}

const [LESS = 0, BANG = 0, QUESTION = 0] = codes('<!?');

/** How many marks each paragraph has had so far. */
const marks = new WeakMap<TokenizeContext, number>();

const hasTooMany = (context: TokenizeContext): boolean => (marks.get(context) ?? 0) > MOST_MARKS;

/** Counts a mark. Only beyond the bound does it say that text stops here: what starts at a mark is as ever. */
const isBeyond: Previous = function () {
  marks.set(this, (marks.get(this) ?? 0) + 1);
  return hasTooMany(this);
};

/** Takes the rest of a paragraph as text. */
function restOf(effects: Effects, type: 'longText' | 'manyComments', ok: State) {
  /** The grammar wants line endings as tokens of their own, to find its way back to the lines of the file. */
  function lineStart(code: Code): State | undefined {
    if (code === null) return ok(code);
    const isEnding = code < -2;
    effects.enter(isEnding ? 'lineEnding' : type);
    if (!isEnding) return inside(code);
    effects.consume(code);
    effects.exit('lineEnding');
    return lineStart;
  }
  function inside(code: Code): State | undefined {
    if (code !== null && code >= -2) {
      effects.consume(code);
      return inside;
    }
    effects.exit(type);
    return code === null ? ok(code) : lineStart(code);
  }
  return { lineStart, inside };
}

const longText: Construct = {
  previous: isBeyond,
  tokenize(effects, ok, nok) {
    const { lineStart } = restOf(effects, 'longText', ok);
    return (code) => (hasTooMany(this) ? lineStart(code) : nok(code));
  },
};

/** How many comments each paragraph has had so far. */
const comments = new WeakMap<TokenizeContext, number>();

const manyComments: Construct = {
  tokenize(effects, ok, nok) {
    const { inside } = restOf(effects, 'manyComments', ok);
    const afterLess = (code: Code): State | undefined => {
      if (code !== BANG && code !== QUESTION) return nok(code);
      const count = (comments.get(this) ?? 0) + 1;
      comments.set(this, count);
      return count > MOST_COMMENTS ? inside(code) : nok(code);
    };
    return (code) => {
      effects.enter('manyComments');
      effects.consume(code);
      return afterLess;
    };
  },
};

/** How many lines in a row a container has had without its mark, and the last of them. */
const lazyLines = new WeakMap<ParseContext, { line: number; count: number }>();

/**
 * Ends a paragraph of a list or a quote whose lines go on and on without the mark: the grammar goes back over all of
 * it at each of them. What was read of it is over the bound of a paragraph, which says so.
 */
const lazyEnd: Construct = {
  tokenize(_effects, ok, nok) {
    return (code) => {
      const { line } = this.now();
      if (!this.interrupt || !this.parser.lazy[line]) return nok(code);
      const before = lazyLines.get(this.parser);
      const count = (before && line - before.line <= 1 ? before.count : 0) + (before?.line === line ? 0 : 1);
      lazyLines.set(this.parser, { line, count });
      return count > MOST_MARKS + 1 ? ok(code) : nok(code);
    };
  },
};

const tokenizeFarContainer: Tokenizer = function (effects, ok, nok) {
  return (code) => {
    if (this.now().column <= LAST_COLUMN) return nok(code);
    effects.enter('farContainer');
    return inside(code);
  };
  function inside(code: Code) {
    if (code === null || code < -2) {
      effects.exit('farContainer');
      return ok(code);
    }
    effects.consume(code);
    return inside;
  }
};
/** A container that takes the rest of its line, so that none follows. */
const farContainer: Construct = {
  tokenize: tokenizeFarContainer,
  continuation: { tokenize: (_effects, _ok, nok) => nok },
  exit: () => undefined,
};

const leaveAsText: FromMarkdown = {
  enter: { longText: enterText, manyComments: enterText, farContainer: enterText },
  exit: { longText: exitText, manyComments: exitText, farContainer: exitText },
};

function enterText(this: CompileContext, token: Token): void {
  const excess = token.type === 'longText' || token.type === 'manyComments' ? token.type : 'farContainer';
  const node: Text = { type: 'text', value: this.sliceSerialize(token), data: { excess } };
  this.enter(node, token);
}

function exitText(this: CompileContext, token: Token): void {
  this.exit(token);
}
