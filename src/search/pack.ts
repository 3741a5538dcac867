/**
 * Numbers as text that JSON keeps as it is and gzip packs well: small ones take one character. 91 characters
 * are used; the first 46 end a number, the others say that more follows.
 */
const ENDS = 46;
const MORE = 45;
const FIRST_CODE = 35; // `#`: after the quote
const BACKSLASH = 92;

/** Packs numbers of zero or more. */
export function packNumbers(numbers: Iterable<number>): string {
  const codes: string[] = [];
  for (let rest of numbers) {
    for (; rest >= ENDS; rest = Math.floor((rest - ENDS) / MORE))
      codes.push(char(ENDS + ((rest - ENDS) % MORE)));
    codes.push(char(rest));
  }
  return codes.join('');
}

function char(digit: number): string {
  const code = FIRST_CODE + digit;
  return String.fromCharCode(code < BACKSLASH ? code : code + 1);
}

/** Reads what `packNumbers` wrote, one number at a time. */
export function numberReader(packed: string): () => number {
  let at = 0;
  const digit = (): number => {
    const code = packed.charCodeAt(at);
    at += 1;
    return code - FIRST_CODE - (code > BACKSLASH ? 1 : 0);
  };
  return () => {
    let next = digit();
    if (next < ENDS) return next; // nearly all are small
    const low: number[] = [];
    for (; next >= ENDS; next = digit()) low.push(next - ENDS);
    return low.reduceRight((value, part) => value * MORE + part + ENDS, next);
  };
}
