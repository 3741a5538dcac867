/**
 * What does something to a terminal, or is there for a program that reads letters and not for a person who sees them: controls, what turns
 * the direction of text (https://trojansource.codes), tags and selectors that can carry a hidden text.
 */
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\u{E0000}-\u{E0FFF}]/gu;

/** A text without what its reader would not see. */
export function plain(text: string): string {
  return text.replace(UNSEEN, ' ');
}
