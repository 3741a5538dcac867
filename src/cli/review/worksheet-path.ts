/** Where the worksheet of an owner stands, relative to the root. */
export function worksheetPath(folder: string, quarter: string, owner: string | undefined): string {
  return `${folder}/${quarter}/${fileName(owner)}.md`;
}

/** Owners are authors' words: a file name keeps to letters, digits, dots and dashes. */
function fileName(owner: string | undefined): string {
  if (owner === undefined) return 'no-owner';
  return owner.replace(/[^\p{L}\p{N}._-]+/gu, '-').replace(/^[.-]+/, '') || 'no-owner';
}
