import type { NameKind } from '../shell/names/name-use.ts';

/** Something that is there, by its name. */
export interface Thing {
  readonly kind: NameKind;
  readonly name: string;
  /** Of a Kubernetes object: what it is, in the singular, as in `deployment`. */
  readonly type?: string;
  /** The namespace of an object, the object of a container or port (`deployment/api`), the table of a column, the folder of a script or target. */
  readonly within?: string;
  /** The file that says so, from the top of the repository. */
  readonly path: string;
  /** From 1. */
  readonly line: number;
  /** The last line of what the file says of it (default: the name alone). */
  readonly end?: number;
}

/** A file that may name more than was read of it. */
export interface Unread {
  readonly path: string;
  /** Why, as the end of a sentence. */
  readonly reason: string;
  readonly kinds: readonly NameKind[];
}

/** A file of the repository. */
export interface WorldFile {
  readonly path: string;
  readonly text: string;
}

/** What a file says that is there. */
export interface Reading {
  readonly things: readonly Thing[];
  readonly unread?: readonly Unread[];
  /** What the file takes away of what others made. */
  readonly gone?: readonly Thing[];
}

/** One kind of file that names what is there. */
export interface Source {
  /** As under `world` in opsbook.yaml. */
  readonly id: string;
  /** What it reads, in words. */
  readonly reads: string;
  /** The kinds of names that it gives. */
  readonly kinds: readonly NameKind[];
  /** Globs of the files where they usually are, from the top of the repository. */
  readonly files: readonly string[];
  /** Reads one file; of a file that is something else after all it gives nothing. */
  read(file: WorldFile): Reading;
}

/** Nothing is there. */
export const NOTHING: Reading = { things: [] };
