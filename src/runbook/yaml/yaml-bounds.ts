import { CST, Lexer } from 'yaml';

/** More than any list of services or teams needs; a mapping takes time that grows with its square. */
const MOST_TOKENS = 50_000;
/** Mappings and lists inside each other: reading goes down them by recursion. */
const MOST_LEVELS = 50;
/** Aliases in one document beyond this are an attack or an accident: a few lines can unfold to gigabytes. */
const MOST_ALIASES = 20;

/** Why a YAML text is not read at all, and where; undefined for what a person would write. */
export function yamlExcess(
  source: string,
  {
    mostTokens = MOST_TOKENS,
    mostAliases = MOST_ALIASES,
  }: { readonly mostTokens?: number; readonly mostAliases?: number } = {},
): { readonly message: string; readonly offset: number } | undefined {
  if (isPlainlySmall(source)) return undefined;
  const count = { tokens: 0, aliases: 0, flow: 0, line: 0 };
  let offset = 0;
  let isText = false;
  for (const token of new Lexer().lex(source)) {
    // What follows this mark is a text, whatever it starts with: a block text starts with its indent.
    const type = isText ? 'scalar' : CST.tokenType(token);
    isText = token === CST.SCALAR;
    count.tokens += 1;
    if (type === 'newline') count.line = 0;
    if (type === 'seq-item-ind' || type === 'explicit-key-ind') count.line += 1;
    if (type === 'flow-map-start' || type === 'flow-seq-start') count.flow += 1;
    if (type === 'flow-map-end' || type === 'flow-seq-end') count.flow -= 1;
    if (type === 'alias') count.aliases += 1;
    const isDeep = type === 'space' && token.length > 4 * MOST_LEVELS;
    const message = excessMessage(count, { isDeep, mostTokens, mostAliases });
    if (message !== undefined) return { message, offset };
    // The lexer marks documents and scalars with one control character that is not in the text.
    if (!CONTROLS.has(token)) offset += token.length;
  }
  return undefined;
}

/** What can have no excess, whatever it says: most frontmatter, of which the marks need not be told apart twice. */
function isPlainlySmall(source: string): boolean {
  if (source.length > 20_000) return false;
  let [aliases, levels, marks, spaces] = [0, 0, 0, 0];
  for (let at = 0; at < source.length; at += 1) {
    const code = source.charCodeAt(at);
    if (code === NEWLINE) marks = spaces = 0;
    else if (code === SPACE) spaces += 1;
    else if (code === HYPHEN || code === QUESTION) marks += 1;
    else if (code === STAR) aliases += 1;
    else if (code === BRACE || code === BRACKET) levels += 1;
    if (aliases > MOST_ALIASES || levels > MOST_LEVELS) return false;
    if (marks > MOST_LEVELS || spaces > 4 * MOST_LEVELS) return false;
  }
  return true;
}

const [NEWLINE, SPACE, HYPHEN, QUESTION, STAR, BRACE, BRACKET] = [0x0a, 0x20, 0x2d, 0x3f, 0x2a, 0x7b, 0x5b];

const CONTROLS: ReadonlySet<string> = new Set([CST.DOCUMENT, CST.FLOW_END, CST.SCALAR]);

interface Count {
  readonly tokens: number;
  readonly aliases: number;
  readonly flow: number;
  readonly line: number;
}

function excessMessage(
  { tokens, aliases, flow, line }: Count,
  {
    isDeep,
    mostTokens,
    mostAliases,
  }: { readonly isDeep: boolean; readonly mostTokens: number; readonly mostAliases: number },
): string | undefined {
  if (tokens > mostTokens) return 'Split this YAML: it is longer than anything that is read by people.';
  if (aliases > mostAliases)
    return `Write the values out: more than ${mostAliases} YAML aliases are not read.`;
  if (flow > MOST_LEVELS || line > MOST_LEVELS || isDeep)
    return `Nest this less deeply: more than ${MOST_LEVELS} levels of YAML are not read.`;
  return undefined;
}
