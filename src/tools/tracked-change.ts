import type { FileChange } from '../runbook/file-change.ts';

/** A change of a file, and the object that held the file in the base; an added file had none. */
export interface TrackedChange extends FileChange {
  readonly before?: string;
}
