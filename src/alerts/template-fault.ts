import { readGoString } from '../shell/queries/go-string.ts';
import { nearestName } from '../shell/nearest.ts';

/** Whose templates they are: each has its own functions and variables. */
export type TemplateFlavour = 'prometheus' | 'grafana' | 'victoria';

const words = (text: string): readonly string[] => text.split(' ');

/** Go's own functions: https://pkg.go.dev/text/template#hdr-Functions */
const GO = words('and call eq ge gt html index js le len lt ne not or print printf println slice urlquery');
/** https://prometheus.io/docs/prometheus/latest/configuration/template_reference/ */
const PROMETHEUS = words(
  'args externalURL first graphLink humanize humanize1024 humanizeDuration humanizePercentage humanizeTimestamp label match now parseDuration pathPrefix query reReplaceAll safeHtml sortByLabel stripDomain stripPort strvalue tableLink title tmpl toDuration toLower toTime toUpper urlQueryEscape value',
);
/** https://docs.victoriametrics.com/victoriametrics/vmalert/#template-functions */
const VICTORIA = words(
  'crlfEscape formatTime htmlEscape jsonEscape parseDurationTime pathEscape queryEscape quotesEscape sum',
);
/** https://grafana.com/docs/grafana/latest/alerting/alerting-rules/templates/reference/ */
const GRAFANA = words('deduplicate filterLabels filterLabelsRe mergeLabelValues removeLabels removeLabelsRe');

const FUNCTIONS: Readonly<Record<TemplateFlavour, ReadonlySet<string>>> = {
  prometheus: new Set([...GO, ...PROMETHEUS]),
  grafana: new Set([...GO, ...PROMETHEUS, ...GRAFANA]),
  victoria: new Set([...GO, ...PROMETHEUS, ...VICTORIA]),
};

const SHARED = words('$ $labels $value $externalLabels $externalURL');
const VARIABLES: Readonly<Record<TemplateFlavour, readonly string[]>> = {
  prometheus: SHARED,
  grafana: [...SHARED, '$values'],
  victoria: [
    ...SHARED,
    ...words('$expr $alertID $groupID $activeAt $for $isPartial $type $values $startsAt $endsAt $firing'),
  ],
};

/** A block that is open: what it began with, whether its `else` came, and how many variables were there before. */
interface Block {
  readonly word: string;
  readonly variables: number;
  hasElse: boolean;
}

interface Reading {
  readonly functions: ReadonlySet<string>;
  readonly variables: string[];
  readonly blocks: Block[];
}

class Refusal extends Error {}

function refuse(reason: string): never {
  throw new Refusal(reason);
}

/** Why the template of a label or an annotation cannot be read, as the end of a sentence. */
export function templateFault(text: string, flavour: TemplateFlavour): string | undefined {
  const reading: Reading = {
    functions: FUNCTIONS[flavour],
    variables: [...VARIABLES[flavour]],
    blocks: [],
  };
  try {
    for (const action of listActions(text)) readAction(action, reading);
    const open = reading.blocks.at(-1);
    return open && `\`{{ ${open.word} … }}\` has no \`{{ end }}\``;
  } catch (error) {
    if (error instanceof Refusal) return error.message;
    throw error;
  }
}

/** Strings of the three kinds that an action may hold: a `}}` in them does not end it. */
const STRING = /^(?:"(?:\\[^]|[^"\\\n])*"|`[^`]*`|'(?:\\[^]|[^'\\\n])+')/;

function* listActions(text: string): Generator<string> {
  let at = 0;
  for (;;) {
    const start = text.indexOf('{{', at);
    if (start < 0) return;
    let from = start + 2;
    if (/^-\s/.test(text.slice(from))) from += 1;
    const comment = /^\s*\/\*[^]*?\*\/\s*-?\}\}/.exec(text.slice(from));
    if (comment) {
      at = from + comment[0].length;
      continue;
    }
    let end = from;
    while (end < text.length && !text.startsWith('}}', end)) {
      const string = STRING.exec(text.slice(end))?.[0];
      if (string === undefined && /["`]/.test(text.charAt(end))) refuse('a string in `{{ … }}` has no end');
      end += string?.length ?? 1;
      if (text.startsWith('{{', end))
        refuse(`\`${text.slice(start, Math.min(end, start + 30)).trim()}\` has no \`}}\``);
    }
    if (end >= text.length) refuse(`\`${text.slice(start, start + 30).trim()}\` has no \`}}\``);
    yield text.slice(from, end).replace(/\s-$/, '').trim();
    at = end + 2;
  }
}

function readAction(action: string, reading: Reading): void {
  const word = /^(?:if|else|end|range|with|define|block|template|break|continue)\b/.exec(action)?.[0];
  const rest = action.slice(word?.length ?? 0).trim();
  const { blocks, variables } = reading;
  switch (word) {
    case undefined:
      if (action === '') refuse('`{{ }}` holds nothing');
      readPipeline(action, reading);
      return;
    case 'if':
    case 'with':
    case 'range':
    case 'block': {
      const block = { word, variables: variables.length, hasElse: false };
      if (rest === '') refuse(`\`{{ ${word} }}\` asks nothing`);
      readPipeline(word === 'block' ? rest.replace(STRING, '').trim() || '.' : rest, reading);
      blocks.push(block);
      return;
    }
    case 'define':
      if (!STRING.test(rest)) refuse('`{{ define }}` takes a name in quotes');
      blocks.push({ word, variables: variables.length, hasElse: false });
      return;
    case 'template':
      if (!STRING.test(rest)) refuse('`{{ template }}` takes a name in quotes');
      if (rest.replace(STRING, '').trim() !== '') readPipeline(rest.replace(STRING, '').trim(), reading);
      return;
    case 'break':
    case 'continue':
      if (!blocks.some((block) => block.word === 'range'))
        refuse(`\`{{ ${word} }}\` stands outside of a \`range\``);
      return;
    case 'else':
      readElse(rest, reading);
      return;
    case 'end': {
      const block = blocks.pop();
      if (!block) refuse('`{{ end }}` ends nothing');
      if (rest !== '') refuse(`\`{{ end ${rest} }}\` says more than \`end\``);
      variables.length = block.variables;
    }
  }
}

function readElse(rest: string, reading: Reading): void {
  const block = reading.blocks.at(-1);
  if (!block || block.word === 'define') refuse('`{{ else }}` stands outside of an `if`');
  if (block.hasElse) refuse('a second `{{ else }}` follows the last one');
  reading.variables.length = block.variables;
  const more = /^(if|with)\b\s*(.*)$/s.exec(rest);
  if (more) readPipeline(more[2] ?? '', reading);
  else if (rest !== '') refuse(`\`{{ else ${rest} }}\` says more than \`else\``);
  else block.hasElse = true;
}

// A string, a number, a variable with fields, a field, a word, or a mark.
const TOKEN =
  /\s+|"(?:\\[^]|[^"\\\n])*"|`[^`]*`|'(?:\\[^]|[^'\\\n])+'|[+-]?(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)i?(?![\w.])|\$\w*(?:\.\w+)*|(?:\.\w+)+|\.|[\p{L}_][\p{L}\p{N}_]*(?:\.\w+)*|:=|[|(),=]/uy;

function tokensOf(pipeline: string): string[] {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  let at = 0;
  while (at < pipeline.length) {
    TOKEN.lastIndex = at;
    const token = TOKEN.exec(pipeline)?.[0];
    if (token === undefined || token === '') {
      const shown = /^\S+/.exec(pipeline.slice(at))?.[0] ?? '';
      return refuse(`\`${shown}\` has no meaning in \`{{ ${pipeline} }}\``);
    }
    tokens.push(token);
    at += token.length;
  }
  return tokens;
}

/** `$x := index $labels "a" | toUpper`. */
function readPipeline(pipeline: string, reading: Reading): void {
  const tokens = tokensOf(pipeline).filter((token) => token.trim() !== '' || /\s/.test(token));
  const bare = tokens.filter((token) => token.trim() !== '');
  const declared: string[] = [];
  let at = 0;
  const assign = bare.findIndex((token) => token === ':=' || token === '=');
  if (assign > 0 && bare.slice(0, assign).every((token) => /^\$\w+$/.test(token) || token === ',')) {
    const names = bare.slice(0, assign).filter((token) => token !== ',');
    if (bare[assign] === '=') for (const name of names) judgeVariable(name, reading);
    else declared.push(...names);
    at = assign + 1;
  } else if (assign >= 0)
    refuse(`\`${bare[assign] ?? ''}\` stands behind no variable in \`{{ ${pipeline} }}\``);
  readCommands(bare.slice(at), pipeline, reading);
  reading.variables.push(...declared);
}

function readCommands(tokens: readonly string[], pipeline: string, reading: Reading): void {
  let depth = 0;
  let isFirst = true;
  let isPiped = false;
  for (const token of tokens) {
    if (token === '(') {
      depth += 1;
      isFirst = true;
      continue;
    }
    if (token === ')') {
      if (isFirst || depth === 0) refuse(`a parenthesis is empty or closes nothing in \`{{ ${pipeline} }}\``);
      depth -= 1;
      continue;
    }
    if (token === '|') {
      if (isFirst) refuse(`a command is missing before \`|\` in \`{{ ${pipeline} }}\``);
      isFirst = true;
      isPiped = true;
      continue;
    }
    if (token === ',' || token === ':=' || token === '=')
      refuse(`\`${token}\` stands where nothing fits it in \`{{ ${pipeline} }}\``);
    if (token.startsWith('$')) judgeVariable(token, reading);
    else if (/^[\p{L}_]/u.test(token)) judgeWord(token, reading);
    else if (token.startsWith('"')) judgeString(token);
    // What is piped is handed to a function or a method; a text or a number takes nothing.
    if (isFirst && isPiped && depth === 0 && /^["`'\d+-]/.test(token))
      refuse(`\`${token}\` takes nothing from the \`|\` before it`);
    isFirst = false;
  }
  if (depth > 0) refuse(`a parenthesis has no end in \`{{ ${pipeline} }}\``);
  // Go takes a `|` at the end, and passes what is before it on to nobody.
  if (isFirst && !isPiped) refuse(`a value is missing in \`{{ ${pipeline} }}\``);
}

function judgeVariable(token: string, { variables }: Reading): void {
  const name = token.split('.')[0] ?? token;
  if (variables.includes(name)) return;
  const nearest = nearestName(
    name,
    variables.filter((own) => own !== '$'),
  );
  refuse(`there is no variable \`${name}\`${nearest === undefined ? '' : `; \`${nearest}\` is one`}`);
}

function judgeWord(token: string, { functions }: Reading): void {
  const name = token.split('.')[0] ?? token;
  if (functions.has(name) || ['true', 'false', 'nil'].includes(token)) return;
  const nearest = nearestName(name, functions);
  refuse(`there is no function \`${name}\`${nearest === undefined ? '' : `; \`${nearest}\` is one`}`);
}

function judgeString(token: string): void {
  const read = readGoString(token);
  if (read.kind === 'fault') refuse(read.reason);
}
