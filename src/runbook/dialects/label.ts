// MyST's label, on the line above what it names: `(label)=`
const LABEL = /^\(([\w:. -]+)\)=$/;

/** The label that a line gives to what stands below it, as MyST writes it. */
export function labelOf(line: string): string | undefined {
  return LABEL.exec(line.trim())?.[1];
}

// MkDocs' own, where its pages refer to each other by name: `[](){#label}`
const EMPTY_LINK = /\[\]\(\)\{:?[ \t]{0,9}#([\w.:-]{1,200})/g;

/** Every label of a text: links name them from any page of the book. Of MkDocs' own, with the `#` that they are named with. */
export function labelsIn(text: string): string[] {
  const lines = text.includes(')=') ? text.split('\n').flatMap((line) => labelOf(line) ?? []) : [];
  return text.includes('[](){')
    ? [...lines, ...[...text.matchAll(EMPTY_LINK)].map(([, label = '']) => `#${label}`)]
    : lines;
}
