/** The bytes that a line of `xxd`, `hexdump` or `od` may stand for, by the way of reading it. */
export type DumpReadings = ReadonlyMap<string, readonly number[]>;

/** Escapes of `od -c`, and the names of `od -a` for what is no sign. */
const NAMED: Readonly<Record<string, number>> = {
  '\\0': 0,
  '\\a': 7,
  '\\b': 8,
  '\\t': 9,
  '\\n': 10,
  '\\v': 11,
  '\\f': 12,
  '\\r': 13,
  nul: 0,
  ht: 9,
  nl: 10,
  cr: 13,
  sp: 32,
  del: 127,
};

const OFFSET = /^[0-9a-fA-F]{4,16}:?(?=\s|$)/;

/** Reads a line in every way in which a dump may have written it: with an offset and without, in words of either order. */
export function readDumpLine(line: string): DumpReadings {
  const readings = new Map<string, readonly number[]>();
  const offset = OFFSET.exec(line)?.[0];
  const starts = offset === undefined ? [0, 7] : [0, offset.length];
  for (const start of starts) {
    // `od -bc` indents its second line by the width of an offset.
    if (offset === undefined && line.slice(0, start).trim() !== '') continue;
    for (const [way, bytes] of readFrom(line.slice(start), offset?.endsWith(':') === true))
      readings.set(`${way}${start === 0 ? '' : ' after an offset'}`, bytes);
  }
  return readings;
}

function readFrom(text: string, isXxd: boolean): readonly (readonly [string, readonly number[]])[] {
  const words = withoutSigns(text, isXxd).trim().split(/\s+/).filter(Boolean);
  const cells = cellsOf(text);
  return [
    ...(words.length > 0 && words.every((word) => /^(?:[0-9a-fA-F]{2})+$/.test(word))
      ? ([
          ['hex', words.flatMap(hexBytes)],
          ['hex, last byte first', words.flatMap((word) => hexBytes(word).reverse())],
        ] as const)
      : []),
    ...(words.length > 0 && words.every((word) => /^[0-7]{3}$/.test(word))
      ? [['octal', words.map((word) => parseInt(word, 8) & 0xff)] as const]
      : []),
    ...(words.length > 0 && words.every((word) => /^[0-7]{6}$/.test(word))
      ? [['octal words', words.flatMap(octalWord)] as const]
      : []),
    ...(words.length > 0 && words.every((word) => /^\d{1,3}$/.test(word))
      ? [['decimal', words.map(Number)] as const]
      : []),
    ...(cells ? [['signs', cells] as const] : []),
  ];
}

/** Without the column of signs: after two blanks with `xxd`, between `|` or `>` with others. */
function withoutSigns(text: string, isXxd: boolean): string {
  const body = text.trimStart();
  const end = isXxd ? body.indexOf('  ') : body.search(/ {2}[|>]/);
  return end < 0 ? body : body.slice(0, end);
}

/** Cells of `od -c` and `od -a`, four columns each; nothing where the line is not made of them. */
function cellsOf(text: string): readonly number[] | undefined {
  const bytes: number[] = [];
  for (let at = 0; at < text.length; at += 4) {
    const cell = text.slice(at, at + 4);
    if (!cell.startsWith(' ')) return undefined;
    const sign = cell.trim();
    if (sign === '**') continue; // a further byte of the sign before
    const named = NAMED[sign];
    if (sign === '') bytes.push(32);
    else if (named !== undefined) bytes.push(named);
    else if (/^[0-7]{3}$/.test(sign)) bytes.push(parseInt(sign, 8) & 0xff);
    else if ([...sign].length === 1) bytes.push(...new TextEncoder().encode(sign));
    else return undefined;
  }
  return bytes.length > 0 ? bytes : undefined;
}

function hexBytes(word: string): number[] {
  return (word.match(/../g) ?? []).map((pair) => Number.parseInt(pair, 16));
}

function octalWord(word: string): number[] {
  const value = parseInt(word, 8);
  return [value & 0xff, (value >> 8) & 0xff];
}
