/** A word as it is indexed, and where it stands in its text. */
export interface Word {
  /** Lower case, without accents. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
  /** The number of parts when this is a whole name such as `kubeletdown`; its parts stand before it. */
  readonly joins: number;
}

// Matches `KubeletDown`, `virt-handler`, `msg.err`, `can't`; not the slash in `a/b`.
const RUN = /[\p{L}\p{N}\p{M}]+(?:[-_.'’][\p{L}\p{N}\p{M}]+)*/gu;
/** Longer runs are keys, hashes or encoded data. */
const LONGEST = 80;
// Scripts that put no spaces between words.
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** The words of a text: names in camel, snake, kebab or dotted spelling are split, and kept whole as well. */
export function splitWords(text: string): Word[] {
  const words: Word[] = [];
  for (const { 0: run, index } of text.matchAll(RUN)) {
    if (run.length <= LONGEST || UNSPACED.test(run)) addRun(run, index, words);
  }
  return words;
}

// Matches `queue`, `Redis`, `502`; not `502s` or `kubePod`. Most words are like these, and need no closer look.
const PLAIN_RUN = /^(?:[A-Z]?[a-z]+|\d+)$/;

function addRun(run: string, start: number, words: Word[]): void {
  if (PLAIN_RUN.test(run)) {
    words.push({ text: run.toLowerCase(), start, end: start + run.length, joins: 1 });
    return;
  }
  const first = words.length;
  for (const part of run.matchAll(/[^-_.]+/g)) addPart(part[0], start + part.index, words);
  const joins = words.length - first;
  if (joins < 2 || UNSPACED.test(run)) return;
  const whole = words.slice(first).map(({ text }) => text);
  words.push({ text: whole.join(''), start, end: start + run.length, joins });
}

function addPart(part: string, start: number, words: Word[]): void {
  if (UNSPACED.test(part)) return addUnspaced(part, start, words);
  let at = start;
  for (const piece of splitCamel(part)) {
    const text = fold(piece);
    if (text !== '') words.push({ text, start: at, end: at + piece.length, joins: 1 });
    at += piece.length;
  }
}

// One letter of a script without spaces, or a run of other letters, as in `Pod|が|再`; each with its marks.
const UNSPACED_LETTERS =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]\p{M}*|[^\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}ー]+/gu;
const HAN = /\p{Script=Han}/u;

/**
 * Every two letters side by side are a word, and every Chinese sign by itself: where words begin, each browser
 * decides in its own way, and one that cuts otherwise than the index was cut finds nothing.
 */
function addUnspaced(part: string, start: number, words: Word[]): void {
  let before: { letter: string; at: number } | undefined;
  for (const { 0: letter, index } of part.matchAll(UNSPACED_LETTERS)) {
    const at = start + index;
    const isUnspaced = UNSPACED.test(letter) || letter.startsWith('ー');
    if (!isUnspaced) addPart(letter, at, words);
    else {
      if (before)
        words.push({
          text: fold(before.letter + letter),
          start: before.at,
          end: at + letter.length,
          joins: 1,
        });
      if (HAN.test(letter) || part.length === letter.length)
        words.push({ text: fold(letter), start: at, end: at + letter.length, joins: 1 });
    }
    before = isUnspaced ? { letter, at } : undefined;
  }
}

// Splits `kube|Pod`, `HTTP|Error`, `OSDs|Down`; leaves `gRPC`, `PVCs`, `IPv6` and `iSCSI` as they are.
const CAMEL = /(?<=[\p{Ll}\p{N}])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}(?!s(?:\p{Lu}|$)|v\d)\p{Ll})/u;

function splitCamel(part: string): string[] {
  if (!/\p{Lu}/u.test(part.slice(1))) return [part];
  const short = /^\p{Ll}\p{Lu}{2,}(?!\p{Ll})/u.exec(part)?.[0];
  if (short === undefined) return part.split(CAMEL);
  return short === part ? [part] : [short, ...part.slice(short.length).split(CAMEL)];
}

/** Accents of Latin, Greek and Cyrillic; the voiced marks of Japanese make another letter. */
const ACCENTS = /[\u0300-\u036f]/g;

/** Letters that are written as others in upper case or on other keyboards: `GRÖSSE` is `Größe`. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ı: 'i' };
const OWN_LETTERS = /[ßæœøłđı]/g;

function fold(piece: string): string {
  // `502s` are answers with the status 502.
  const lower = piece
    .toLowerCase()
    .replace(/['’](?:s$)?/u, '')
    .replace(/^(\d{3})s$/, '$1');
  if (/^[a-z0-9]*$/.test(lower)) return lower;
  return lower
    .normalize('NFKD')
    .replace(ACCENTS, '')
    .replace(OWN_LETTERS, (letter) => PLAIN[letter] ?? letter)
    .normalize('NFC');
}

/** How a name reads whatever its spelling: `KubeletDown`, `kubelet-down` and `kubelet down` are one. */
export function nameKey(text: string): string {
  return splitWords(text)
    .filter(({ joins }) => joins === 1)
    .map(({ text }) => text)
    .join('');
}

/** Whether a text is one name of several parts, as alerts are called: `KubeletDown`, `disk_full`. */
export function isName(text: string): boolean {
  const trimmed = text.trim();
  if (/\s/.test(trimmed)) return false;
  const last = splitWords(trimmed).at(-1);
  return last !== undefined && last.joins > 1 && last.end - last.start === trimmed.length;
}
