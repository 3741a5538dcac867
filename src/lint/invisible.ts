/**
 * Characters that look like nothing, or like another, and make a pasted command fail or do something else.
 * Bidirectional controls: https://trojansource.codes; zero-width and spaces: Unicode's general categories Cf and Zs.
 */
export const TURNS_TEXT = /[\u202A-\u202E\u2066-\u2069\u200E\u200F\u061C]/g;
/** Characters without width or shape, fillers of Hangul and letters of tags among them. */
export const WIDTHLESS =
  /[\u200B-\u200D\u2060-\u2064\u206A-\u206F\uFEFF\u00AD\u034F\u115F\u1160\u180E\u3164\uFFA0]|\uDB40[\uDC00-\uDC7F]/g;
/** Spaces that are no space to a program. */
export const ODD_SPACE = /[\u00A0\u2000-\u200A\u202F\u205F\u3000]/g;

/** A code as it would be with plain spaces in the places of all these; every offset stays. */
export function withPlainSpaces(code: string): string {
  return [TURNS_TEXT, WIDTHLESS, ODD_SPACE].reduce(
    (text, one) => text.replace(one, (found) => ' '.repeat(found.length)),
    code,
  );
}
