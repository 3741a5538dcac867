import { readGoString } from '../shell/queries/go-string.ts';
import { faultOf } from '../shell/queries/query-fault.ts';
import type { QueryFault } from '../shell/queries/query-fault.ts';
import { nearestName } from '../shell/nearest.ts';
import { listActions, pieceFrom, refuse, STRING, tokensOf } from './template-pieces.ts';
import type { Piece } from './template-pieces.ts';
import { FUNCTIONS, PROMETHEUS_3, VARIABLES } from './template-words.ts';
import type { TemplateFlavour } from './template-words.ts';

/** A block that is open: what it began with, where, whether its `else` came, and how many variables were there before. */
interface Block {
  readonly word: string;
  readonly action: Piece;
  readonly variables: number;
  hasElse: boolean;
}

interface Reading {
  readonly functions: ReadonlySet<string>;
  readonly variables: string[];
  readonly blocks: Block[];
}

/** Why the template of a label or an annotation cannot be read, and where. */
export function templateFault(text: string, flavour: TemplateFlavour): QueryFault | undefined {
  const reading: Reading = {
    functions: FUNCTIONS[flavour],
    variables: [...VARIABLES[flavour]],
    blocks: [],
  };
  return faultOf(() => {
    for (const action of listActions(text)) readAction(action, reading);
    const open = reading.blocks.at(-1);
    if (open) refuse(open.action, `\`{{ ${open.word} … }}\` has no \`{{ end }}\``);
  });
}

function readAction(action: Piece, reading: Reading): void {
  const word = /^(?:if|else|end|range|with|define|block|template|break|continue)\b/.exec(action.text)?.[0];
  const rest = pieceFrom(action, word?.length ?? 0);
  const { blocks, variables } = reading;
  switch (word) {
    case undefined:
      if (action.text === '') refuse({ ...action, text: ' ' }, '`{{ }}` holds nothing');
      readPipeline(action, reading);
      return;
    case 'if':
    case 'with':
    case 'range':
    case 'block': {
      const block = { word, action, variables: variables.length, hasElse: false };
      if (rest.text === '') refuse(action, `\`{{ ${word} }}\` asks nothing`);
      if (word !== 'block') readPipeline(rest, reading, word === 'range' ? 2 : 1);
      else if (!readBehindName(rest, reading))
        refuse(action, '`{{ block }}` takes a name in quotes, and what it is given');
      blocks.push(block);
      return;
    }
    case 'define':
      if (!STRING.test(rest.text)) refuse(action, '`{{ define }}` takes a name in quotes');
      if (blocks.length > 0) refuse(action, '`{{ define }}` stands inside of another block');
      blocks.push({ word, action, variables: variables.length, hasElse: false });
      return;
    case 'template':
      if (!STRING.test(rest.text)) refuse(action, '`{{ template }}` takes a name in quotes');
      readBehindName(rest, reading);
      return;
    case 'break':
    case 'continue':
      if (!blocks.some((block) => block.word === 'range'))
        refuse(action, `\`{{ ${word} }}\` stands outside of a \`range\``);
      return;
    case 'else':
      readElse(rest, { action, reading });
      return;
    case 'end': {
      const block = blocks.pop();
      if (!block) refuse(action, '`{{ end }}` ends nothing');
      if (rest.text !== '') refuse(rest, `\`{{ end ${rest.text} }}\` says more than \`end\``);
      variables.length = block.variables;
    }
  }
}

/** `"name" .`: reads what a named template is given, and says whether both are there. */
function readBehindName(rest: Piece, reading: Reading): boolean {
  const name = STRING.exec(rest.text)?.[0];
  const given = pieceFrom(rest, name?.length ?? 0);
  if (given.text !== '') readPipeline(given, reading);
  return name !== undefined && given.text !== '';
}

function readElse(
  rest: Piece,
  { action, reading }: { readonly action: Piece; readonly reading: Reading },
): void {
  const block = reading.blocks.at(-1);
  if (!block || block.word === 'define') refuse(action, '`{{ else }}` stands outside of an `if`');
  if (block.hasElse) refuse(action, 'a second `{{ else }}` follows the last one');
  reading.variables.length = block.variables;
  const more = /^(?:if|with)\b/.exec(rest.text)?.[0];
  if (more !== undefined && block.word === 'range')
    refuse(rest, `\`{{ else ${more} }}\` stands in a \`range\`, which has a plain \`else\` only`);
  if (more !== undefined) readPipeline(pieceFrom(rest, more.length), reading);
  else if (rest.text !== '') refuse(rest, `\`{{ else ${rest.text} }}\` says more than \`else\``);
  else block.hasElse = true;
}

/** `$x := index $labels "a" | toUpper`. */
function readPipeline(pipeline: Piece, reading: Reading, most = 1): void {
  const tokens = tokensOf(pipeline);
  const declared: string[] = [];
  let at = 0;
  const assign = tokens.findIndex(({ text }) => text === ':=' || text === '=');
  const sign = tokens[assign];
  if (sign && assign > 0 && isListOfVariables(tokens.slice(0, assign))) {
    const names = tokens.slice(0, assign).filter(({ text }) => text !== ',');
    if (sign.text === '=') for (const name of names) judgeVariable(name, reading);
    else declared.push(...names.map(({ text }) => text));
    if (names.length > most)
      refuse(
        names[most] ?? sign,
        `more than ${most === 1 ? 'one variable is' : 'two variables are'} given a value`,
      );
    at = assign + 1;
  } else if (sign) refuse(sign, `\`${sign.text}\` stands behind no variable in \`{{ ${pipeline.text} }}\``);
  readCommands(tokens.slice(at), pipeline, reading);
  reading.variables.push(...declared);
}

/** `$x`, and `$i, $x`. */
function isListOfVariables(tokens: readonly Piece[]): boolean {
  return (
    tokens.length % 2 === 1 &&
    tokens.every(({ text }, at) => (at % 2 === 0 ? /^\$\w+$/.test(text) : text === ','))
  );
}

// Matches `'a'`, `'\n'`, `'\x41'`; not `'ab'`.
const CHARACTER = /^'(?:\\(?:[0-7]{3}|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[abfnrtv\\'])|[^\\'])'$/u;

function readCommands(tokens: readonly Piece[], pipeline: Piece, reading: Reading): void {
  let depth = 0;
  let isFirst = true;
  let isPiped = false;
  const within = `in \`{{ ${pipeline.text} }}\``;
  for (const token of tokens) {
    const { text } = token;
    if (text === '(') {
      depth += 1;
      isFirst = true;
      continue;
    }
    if (text === ')') {
      if (isFirst || depth === 0) refuse(token, `a parenthesis is empty or closes nothing ${within}`);
      depth -= 1;
      continue;
    }
    if (text === '|') {
      if (isFirst) refuse(token, `a command is missing before \`|\` ${within}`);
      isFirst = true;
      isPiped = true;
      continue;
    }
    if (text === ',' || text === ':=' || text === '=')
      refuse(token, `\`${text}\` is not expected here ${within}`);
    if (text.startsWith('$')) judgeVariable(token, reading);
    else if (/^[\p{L}_]/u.test(text)) judgeWord(token, reading);
    else if (text.startsWith('"')) judgeString(token);
    // What is piped is handed to a function or a method; a text or a number takes nothing.
    if (text.startsWith("'") && !CHARACTER.test(text))
      refuse(token, `\`${text}\` holds more than one character: a text stands in double quotes`);
    if (isFirst && isPiped && depth === 0 && /^["`'\d+-]/.test(text))
      refuse(token, `\`${text}\` takes nothing from the \`|\` before it`);
    isFirst = false;
  }
  if (depth > 0) refuse(pipeline, `a parenthesis has no end ${within}`);
  // Go accepts a `|` at the end, and passes what is before it to nobody.
  if (isFirst && !isPiped) refuse(pipeline, `a value is missing ${within}`);
}

function judgeVariable(token: Piece, { variables }: Reading): void {
  const name = token.text.split('.')[0] ?? token.text;
  if (variables.includes(name)) return;
  const nearest = nearestName(
    name,
    variables.filter((own) => own !== '$'),
  );
  refuse(token, `there is no variable \`${name}\`${nearest === undefined ? '' : `; \`${nearest}\` is one`}`);
}

function judgeWord(token: Piece, { functions }: Reading): void {
  const name = token.text.split('.')[0] ?? token.text;
  if (functions.has(name) || ['true', 'false', 'nil'].includes(token.text)) return;
  if (functions === FUNCTIONS.prometheus2 && PROMETHEUS_3.has(name))
    refuse(token, `only Prometheus 3 has the function \`${name}\``);
  const nearest = nearestName(name, functions);
  refuse(token, `there is no function \`${name}\`${nearest === undefined ? '' : `; \`${nearest}\` is one`}`);
}

function judgeString(token: Piece): void {
  const read = readGoString(token.text);
  if (read.kind === 'fault') refuse(token, read.reason);
}
