/** Something that a runbook speaks of, and that a file describes differently since the runbook was reviewed. */
export interface SpokenChange {
  /** What it is and how it is called, as in `deployment api` and `scripts/restore.sh`. */
  readonly name: string;
  /** The file that describes it, or did, from the top of the repository, and the line. */
  readonly path: string;
  readonly line: number;
  /** What the file said of it. */
  readonly before: readonly string[];
  /** What it says now; undefined where the thing is gone. */
  readonly now: readonly string[] | undefined;
  /** Where the page speaks of it: a line from 1, and what stands there. */
  readonly said: { readonly line: number; readonly text: string } | undefined;
  /** The last commit that touched the file. */
  readonly commit: string;
  readonly author: string;
  /** The day of the first commit after the review that touched the file, as in `2026-10-01`. */
  readonly since: string;
  /** The day of the last one. */
  readonly on: string;
}

/** Names shown in one sentence. */
const MOST = 3;

/** What has changed of what a page speaks of, as one clause. */
export function saySpokenChanges(changes: readonly SpokenChange[]): string {
  const shown = changes.slice(0, MOST).map(({ name, path, line, now }) => {
    const place = name === path ? '' : ` (${path}:${line})`;
    return now === undefined ? `${name} is gone${place}` : `${name} changed${place}`;
  });
  const more = changes.length > MOST ? ` and ${changes.length - MOST} more` : '';
  const latest = changes.reduce<SpokenChange | undefined>(
    (best, one) => (best && best.on >= one.on ? best : one),
    undefined,
  );
  const last = latest ? `, last by ${latest.author} on ${latest.on} in ${latest.commit.slice(0, 7)}` : '';
  return `${shown.join(', ')}${more}${last}`;
}
