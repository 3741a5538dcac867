/** A text without the characters of `marks` at its ends; a regular expression reads a long run once for each start. */
export function trimMarks(text: string, marks: string): string {
  let start = 0;
  while (start < text.length && marks.includes(text.charAt(start))) start += 1;
  return trimMarksEnd(text.slice(start), marks);
}

/** A text without the characters of `marks` at its end. */
export function trimMarksEnd(text: string, marks: string): string {
  let end = text.length;
  while (end > 0 && marks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}
