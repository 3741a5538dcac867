/** What the end of a YAML text stands in; `block` is the text below `key: |`. */
export type YamlZone = 'double' | 'single' | 'plain' | 'block' | 'comment';

// The head of a text in a block: `run: |`, `- >-`, `key: &a |2+`.
const BLOCK_HEAD = /(?:^|[\s:-])[|>][-+\d]{0,2}$/;

/** The zone at the end of a YAML text that is cut off there. */
export function yamlZoneAt(text: string): YamlZone {
  let zone: YamlZone = 'plain';
  let depth = 0;
  let head = Infinity; // the indentation of the line above a block of text
  for (const line of text.split('\n')) {
    const indent = line.search(/\S|$/);
    if (indent > head) {
      zone = 'block';
      continue;
    }
    if (line.trim() !== '') head = Infinity;
    const isOpen = zone === 'double' || zone === 'single';
    const end = scanLine(line, { zone: isOpen ? zone : 'plain', depth });
    ({ zone, depth } = end);
    const isText = zone === 'double' || zone === 'single';
    if (!isText && depth === 0 && BLOCK_HEAD.test(line.slice(0, end.length).trimEnd())) head = indent;
  }
  return zone;
}

interface State {
  readonly zone: YamlZone;
  /** How many `[` and `{` are open. */
  readonly depth: number;
}

/** One line; quotes and brackets mean something only where a value begins. */
function scanLine(line: string, from: State): State & { readonly length: number } {
  let { zone, depth } = from;
  let begins = true;
  for (let at = 0; at < line.length; at += 1) {
    const char = line[at] ?? '';
    const isBlank = /\s/.test(line[at + 1] ?? ' ');
    if (zone === 'double') {
      if (char === '\\') at += 1;
      else if (char === '"') zone = 'plain';
    } else if (zone === 'single') {
      if (char === "'" && line[at + 1] === "'") at += 1;
      else if (char === "'") zone = 'plain';
    } else if (char === '#' && (at === 0 || /\s/.test(line[at - 1] ?? '')))
      return { zone: 'comment', depth, length: at };
    else if (begins && (char === '"' || char === "'")) {
      zone = char === '"' ? 'double' : 'single';
      begins = false;
    } else if ((begins || depth > 0) && (char === '[' || char === '{')) depth += 1;
    else if (depth > 0 && (char === ']' || char === '}')) depth -= 1;
    else if (depth > 0 && char === ',') begins = true;
    else if (char === ':' && (isBlank || depth > 0)) begins = true;
    else if (isBlank && (char === '-' || char === '?')) continue;
    else if (begins && /[&!]/.test(char)) at += line.slice(at).search(/\s|$/) - 1;
    else if (!/\s/.test(char)) begins = false;
  }
  return { zone, depth, length: line.length };
}
