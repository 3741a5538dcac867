export const CHANGE_KINDS = ['added', 'changed', 'deleted', 'renamed'] as const;

/** One file of a book that is not as it was; paths are relative to the book's root, with `/`. */
export interface FileChange {
  readonly kind: (typeof CHANGE_KINDS)[number];
  /** Where it is now; of a deleted file, where it was. */
  readonly path: string;
  /** Where a renamed file was. */
  readonly from?: string;
}
