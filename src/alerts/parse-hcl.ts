/** A text, list, mapping or block of a Terraform file, with the offsets that it stands between. */
export interface HclNode {
  readonly start: number;
  readonly end: number;
  readonly value: HclText | readonly HclNode[] | HclMap;
}

/** A quoted text or here-document; `inner` is where its first character stands. */
export interface HclText {
  readonly text: string;
  readonly inner: number;
  readonly isHeredoc: boolean;
}

/** The arguments and blocks of a body in order; a block is an entry by its type, with its labels. */
export interface HclMap {
  readonly entries: readonly HclEntry[];
}

export interface HclEntry {
  readonly key: string;
  readonly labels: readonly string[];
  /** Where its key stands. */
  readonly start: number;
  readonly node: HclNode | undefined;
}

interface Token {
  readonly kind: 'text' | 'word' | 'mark' | 'line';
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly inner: number;
  readonly isHeredoc: boolean;
}

/**
 * Reads what a Terraform file says in so many words: blocks, arguments, lists, mappings and texts. Of an expression
 * only the texts, lists and mappings in it are kept; nothing is worked out. Never throws.
 */
export function parseHcl(source: string): HclMap {
  const tokens = tokenize(source);
  let at = 0;
  const entries: HclEntry[] = [];
  // After a brace too many, what follows is read all the same.
  for (; at < tokens.length; at += 1) entries.push(...readBody(0).entries);
  return { entries };

  function readBody(depth: number): HclMap {
    const entries: HclEntry[] = [];
    while (at < tokens.length) {
      const token = tokens[at];
      if (!token || isMark(token, '}')) break;
      at += 1;
      if (token.kind !== 'word' && token.kind !== 'text') continue;
      const labels: string[] = [];
      while (tokens[at]?.kind === 'text' || tokens[at]?.kind === 'word') {
        labels.push(tokens[at]?.text ?? '');
        at += 1;
      }
      const next = tokens[at];
      if (isMark(next, '=') || isMark(next, ':')) {
        at += 1;
        entries.push({ key: token.text, labels: [], start: token.start, node: readValue(depth + 1) });
      } else if (isMark(next, '{')) {
        entries.push({ key: token.text, labels, start: token.start, node: readBraces(depth + 1) });
      }
    }
    return { entries };
  }

  /** The first text, list or mapping of an expression: that of `yamlencode({ … })` too. */
  function readValue(depth: number): HclNode | undefined {
    let found: HclNode | undefined;
    let words = 0;
    let open = 0;
    while (at < tokens.length) {
      const token = tokens[at];
      if (!token) break;
      if (token.kind === 'line' && open === 0) break;
      if (open === 0 && (isMark(token, ',') || isMark(token, '}') || isMark(token, ']'))) break;
      if (isMark(token, '{') || isMark(token, '[')) {
        const inner = isMark(token, '{') ? readBraces(depth + 1) : readList(depth + 1);
        found ??= inner;
        continue;
      }
      at += 1;
      if (isMark(token, '(')) open += 1;
      else if (isMark(token, ')')) {
        if (open === 0) break;
        open -= 1;
      } else if (token.kind === 'text') {
        const { text, start, end, inner, isHeredoc } = token;
        found ??= { start, end, value: { text, inner, isHeredoc } };
      } else if (token.kind !== 'line') words += 1;
    }
    // A text that is one of several words, as in `var.a ? "x" : "y"`, is not what the expression says.
    return words > 0 && isQuoted(found) ? undefined : found;
  }

  function readBraces(depth: number): HclNode {
    const start = tokens[at]?.start ?? 0;
    at += 1;
    const body = depth > MOST_DEPTH ? skipped() : readBody(depth);
    const end = tokens[at]?.end ?? source.length;
    at += 1;
    return { start, end, value: body };
  }

  function readList(depth: number): HclNode {
    const start = tokens[at]?.start ?? 0;
    at += 1;
    const items: HclNode[] = [];
    while (at < tokens.length && !isMark(tokens[at], ']')) {
      const before = at;
      if (depth > MOST_DEPTH) skipped();
      else {
        const item = readValue(depth + 1);
        if (item) items.push(item);
      }
      if (at === before) at += 1;
    }
    const end = tokens[at]?.end ?? source.length;
    at += 1;
    return { start, end, value: items };
  }

  /** Skips what is nested too deep to be a rule. */
  function skipped(): HclMap {
    let open = 0;
    for (; at < tokens.length; at += 1) {
      if (isMark(tokens[at], '{') || isMark(tokens[at], '[')) open += 1;
      else if (isMark(tokens[at], '}') || isMark(tokens[at], ']')) {
        if (open === 0) break;
        open -= 1;
      }
    }
    return { entries: [] };
  }
}

function isQuoted(node: HclNode | undefined): boolean {
  return node !== undefined && 'isHeredoc' in node.value && !node.value.isHeredoc;
}

const MOST_DEPTH = 60;

function isMark(token: Token | undefined, mark: string): boolean {
  return token?.kind === 'mark' && token.text === mark;
}

/**
 * Comments, here-documents, words, line ends, marks; quoted texts and white space stand between. What is not closed
 * goes on to the end of the file.
 */
const TOKEN =
  /(?<comment>#[^\n]*|\/\/[^\n]*|\/\*[^*]*(?:\*(?:[^*/][^*]*)?)*\/?)|<<(?<dash>-?)(?<tag>[\w-]+)[ \t]*\r?\n|(?<word>[\p{L}_][\p{L}\p{N}_.*-]*)|(?<line>\n)|(?<mark>[^\s])/uy;

function tokenize(source: string): Token[] {
  const tokens: Token[] = [];
  let next = 0;
  // Where a quoted text does not end on its line, none is looked for in the rest of it.
  let unclosed = 0;
  while (next < source.length) {
    const start = next;
    const isQuote = source[start] === '"' && start >= unclosed;
    const close = isQuote ? closingQuote(source, start) : undefined;
    if (isQuote && close === undefined) unclosed = lineAfter(source, start);
    if (close !== undefined) {
      next = close + 1;
      const text = unescape(source.slice(start + 1, close));
      tokens.push({ start, end: next, inner: start, isHeredoc: false, kind: 'text', text });
      continue;
    }
    TOKEN.lastIndex = start;
    const { 0: whole = ' ', groups = {} } = TOKEN.exec(source) ?? {};
    const { comment, dash, tag, word, line, mark } = groups;
    next = start + whole.length;
    const token = { start, end: next, inner: start, isHeredoc: false };
    if (comment !== undefined || whole === ' ') continue;
    if (tag !== undefined) {
      const { body, end } = bodyOf(source, { from: next, tag });
      tokens.push({
        ...token,
        end,
        kind: 'text',
        text: dash === '-' ? withoutIndent(body) : body,
        inner: next,
        isHeredoc: true,
      });
      next = end;
    } else if (word !== undefined) tokens.push({ ...token, kind: 'word', text: word });
    else if (line !== undefined) tokens.push({ ...token, kind: 'line', text: line });
    else tokens.push({ ...token, kind: 'mark', text: mark ?? '' });
  }
  return tokens;
}

/** Where a quoted text ends, on its line; an interpolation may hold quotes of its own. */
function closingQuote(source: string, start: number): number | undefined {
  for (let at = start + 1; at < source.length && source[at] !== '\n'; at += 1) {
    if (source[at] === '"') return at;
    if (source[at] === '\\') {
      if (source[at + 1] === '\n') return undefined;
      at += 1;
    } else if (source.startsWith('${', at)) {
      const inside = /^\$\{[^}\n]{0,500}\}/.exec(source.slice(at, at + 503))?.[0];
      if (inside !== undefined) at += inside.length - 1;
    }
  }
  return undefined;
}

/** A here-document up to the line that begins with its tag, or to the end of the file. */
function bodyOf(
  source: string,
  { from, tag }: { from: number; tag: string },
): { readonly body: string; readonly end: number } {
  for (let at = from; at < source.length; at = lineAfter(source, at)) {
    const line = source.slice(at, lineAfter(source, at));
    const rest = line.trimStart();
    if (rest.startsWith(tag) && !/^[\w-]/.test(rest.slice(tag.length)))
      return { body: source.slice(from, at), end: at + line.length - rest.length + tag.length };
  }
  return { body: source.slice(from), end: source.length };
}

function lineAfter(source: string, at: number): number {
  const end = source.indexOf('\n', at);
  return end < 0 ? source.length : end + 1;
}

function withoutIndent(body: string): string {
  const indents = [...body.matchAll(/^[ \t]*(?=\S)/gm)].map(([indent]) => indent.length);
  const least = Math.min(...indents, 200);
  return least === 0 ? body : body.replace(new RegExp(`^[ \\t]{1,${least}}`, 'gm'), '');
}

function unescape(quoted: string): string {
  return quoted
    .replace(/\\(["\\nrt])/g, (_, mark: string) => ESCAPES[mark] ?? mark)
    .replace(/([$%])\1\{/g, '$1{');
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };
