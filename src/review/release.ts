import type { RunbookHead } from '../runbook/read/head.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Commit } from './history.ts';
import { count } from '../runbook/words/count.ts';

/** The version in a tag such as `runbooks-v1.2-database-failover`; undefined for other tags. */
export function tagVersion(tag: string): { major: number; minor: number } | undefined {
  const match = /^runbooks-v(\d+)\.(\d+)(?:-[\w.-]+)?$/.exec(tag);
  return match ? { major: Number(match[1]), minor: Number(match[2]) } : undefined;
}

/** The latest of some tags, by version. */
export function latestTag(tags: readonly string[]): string | undefined {
  return tags
    .filter((tag) => tagVersion(tag))
    .toSorted((a, b) => order(b) - order(a))
    .at(0);
}

function order(tag: string): number {
  const { major = 0, minor = 0 } = tagVersion(tag) ?? {};
  return major * 1_000_000 + minor;
}

/** The tag after another; `runbooks-v1.0` after none. */
export function nextTag(
  latest: string | undefined,
  { isMajor, about }: { isMajor: boolean; about: string },
): string {
  const { major, minor } = (latest === undefined ? undefined : tagVersion(latest)) ?? { major: 0, minor: 0 };
  const version = latest === undefined ? '1.0' : isMajor ? `${major + 1}.0` : `${major}.${minor + 1}`;
  const slug = about
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return `runbooks-v${version}${slug === '' ? '' : `-${slug}`}`;
}

/** What is in a release of a book. */
export interface Release {
  readonly tag: string;
  readonly previous: string | undefined;
  readonly about: string;
  readonly added: readonly RunbookHead[];
  readonly changed: readonly { readonly runbook: RunbookHead; readonly commits: readonly Commit[] }[];
  /** Ids of runbooks that are gone. */
  readonly removed: readonly string[];
  readonly signed: readonly SignOff[];
}

/** The message of a tag: which runbooks are new, changed, gone, and which were reviewed. */
export function releaseMessage({ tag, previous, about, added, changed, removed, signed }: Release): string {
  const since = previous === undefined ? 'the first of this book' : `since ${previous}`;
  const groups = [
    group(
      'New',
      added.map(({ id, title }) => `${id}: ${line(title)}`),
    ),
    group(
      'Changed',
      changed.map(({ runbook: { id, title }, commits }) => {
        const authors = [...new Set(commits.map(({ author }) => author))].join(', ');
        return `${id}: ${line(title)} (${count(commits.length, 'commit')} by ${line(authors)})`;
      }),
    ),
    group('Removed', removed),
    group(
      'Reviewed',
      signed.map(({ runbook, by, at }) => `${runbook} by ${line(by)} on ${at.slice(0, 10)}`),
    ),
  ].filter((text) => text !== '');
  const body = groups.length === 0 ? `No runbook has changed ${since}.` : groups.join('\n\n');
  return `Runbook update: ${tag} - ${about === '' ? since : line(about)}\n\n${body}\n`;
}

function group(name: string, items: readonly string[]): string {
  return items.length === 0 ? '' : [`${name}:`, ...items.map((item) => `- ${item}`)].join('\n');
}

const line = (text: string): string => text.replace(/\s+/g, ' ').trim();
