/** Where a character stands, as far as quoting is concerned. */
export type Zone = 'bare' | 'single' | 'double' | 'comment' | 'here-document';

interface Scan {
  readonly text: string;
  readonly zones: Zone[];
  /** Closing characters that are waited for: `"`, `)` or a backtick. */
  readonly open: string[];
  readonly delimiters: { readonly word: string; readonly indented: boolean }[];
  at: number;
}

/**
 * The zone of every character, by a scan that needs no valid script: placeholders are looked for
 * before anything can be parsed, and `<name>` alone makes a script invalid.
 */
export function scanZones(text: string): readonly Zone[] {
  const scan: Scan = { text, zones: [], open: [], delimiters: [], at: 0 };
  while (scan.at < text.length) step(scan);
  return scan.zones;
}

function step(scan: Scan): void {
  const inDouble = scan.open.at(-1) === '"';
  const zone = inDouble ? 'double' : 'bare';
  const char = scan.text[scan.at];
  if (char === '\\') take(scan, 2, zone);
  else if (scan.text.startsWith('$(', scan.at)) open(scan, 2, ')');
  else if (char === scan.open.at(-1)) close(scan, zone);
  else if (char === '"') open(scan, 1, '"');
  else if (char === '`') open(scan, 1, '`');
  else if (inDouble) take(scan, 1, zone);
  else stepBare(scan, char);
}

function stepBare(scan: Scan, char: string | undefined): void {
  if (char === "'") takeUntil(scan, scan.text.indexOf("'", scan.at + 1) + 1, 'single');
  else if (char === '#' && startsWord(scan)) takeUntil(scan, scan.text.indexOf('\n', scan.at), 'comment');
  else if (char === '(') open(scan, 1, ')');
  else if (char === '\n') takeHereDocuments(scan);
  else if (scan.text.startsWith('<<', scan.at)) takeHereOperator(scan);
  else take(scan, 1, 'bare');
}

function startsWord({ text, at }: Scan): boolean {
  return at === 0 || /[\s;&|()]/.test(text[at - 1] ?? '');
}

function open(scan: Scan, length: number, closer: string): void {
  take(scan, length, scan.open.at(-1) === '"' || closer === '"' ? 'double' : 'bare');
  scan.open.push(closer);
}

function close(scan: Scan, zone: Zone): void {
  take(scan, 1, zone);
  scan.open.pop();
}

// Must match `<<EOF`, `<<-'EOF'`, `<< "EOF"`, `<<\EOF`; must not match `<<<word` or the shift in `$((1<<2))`.
const hereOperator = /<<(-?)[ \t]*(?:\\|(['"]?))([A-Za-z_][\w-]*)\2/y;

function takeHereOperator(scan: Scan): void {
  hereOperator.lastIndex = scan.at;
  const found = scan.text[scan.at + 2] === '<' ? null : hereOperator.exec(scan.text);
  if (found?.[3] !== undefined) scan.delimiters.push({ word: found[3], indented: found[1] === '-' });
  take(scan, found ? found[0].length : 2, 'bare');
}

function takeHereDocuments(scan: Scan): void {
  take(scan, 1, 'bare');
  for (const { word, indented } of scan.delimiters.splice(0)) {
    while (scan.at < scan.text.length) {
      const end = lineEnd(scan);
      const line = scan.text.slice(scan.at, end).replace('\n', '');
      const isClosing = (indented ? line.replace(/^\t+/, '') : line) === word;
      takeUntil(scan, end, isClosing ? 'bare' : 'here-document');
      if (isClosing) break;
    }
  }
}

function lineEnd({ text, at }: Scan): number {
  return text.indexOf('\n', at) + 1 || text.length;
}

function take(scan: Scan, length: number, zone: Zone): void {
  takeUntil(scan, scan.at + length, zone);
}

/** An `end` before the cursor means that the closing character is missing: the rest is taken. */
function takeUntil(scan: Scan, end: number, zone: Zone): void {
  const stop = end <= scan.at ? scan.text.length : Math.min(end, scan.text.length);
  while (scan.at < stop) {
    scan.zones.push(zone);
    scan.at += 1;
  }
}
