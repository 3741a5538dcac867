// MyST's label, on the line above what it names: `(label)=`
const LABEL = /^\(([\w:. -]+)\)=$/;

/** The label that a line gives to what stands below it, as MyST writes it. */
export function labelOf(line: string): string | undefined {
  return LABEL.exec(line.trim())?.[1];
}

/** Every label of a text: links name them from any page of the book. */
export function labelsIn(text: string): string[] {
  return text.includes(')=') ? text.split('\n').flatMap((line) => labelOf(line) ?? []) : [];
}
