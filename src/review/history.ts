/** One file in one commit. */
export interface FileChange {
  readonly path: string;
  /** Its name before, when this commit renamed it. */
  readonly from?: string;
}

export interface Commit {
  readonly hash: string;
  readonly parents: readonly string[];
  /** As committed. */
  readonly author: string;
  readonly email: string;
  /**
   * Who that is by `.mailmap`, where it names somebody else. A pull request can change that file, so it only adds a
   * name.
   */
  readonly mapped?: { readonly author: string; readonly email: string };
  /** When it was committed, ISO 8601. */
  readonly at: string;
  readonly subject: string;
  /** Paths from the repository's root. */
  readonly files: readonly FileChange[];
}

/** What git knows of a book's repository, the newest commit first. */
export interface History {
  /** `shallow`: older commits were not fetched. `none`: no repository, no commit or no git. */
  readonly kind: 'complete' | 'shallow' | 'none';
  /** The book's folder in its repository, as in `docs/`; `''` when it is the repository itself. */
  readonly prefix: string;
  readonly commits: readonly Commit[];
  /** Of `none`: what git said, as a sentence; undefined where there is simply no repository or no commit. */
  readonly because?: string;
}

export const NO_HISTORY: History = { kind: 'none', prefix: '', commits: [] };
