import type { Author } from './checked.ts';
import { isPerson } from './sign.ts';

/** Where a reviewer can be known from. */
export const KNOWN_FROM = ['teams', 'codeowners', 'author', 'forge'] as const;
export type KnownFrom = (typeof KNOWN_FROM)[number];

/** The people that a repository knows. */
export interface People {
  /** Members of teams, as teams.yaml has them: `Ada`, `Ada <ada@example.org>`, `@ada`. */
  readonly members: readonly string[];
  /** Owners in CODEOWNERS: `@ada`, `ada@example.org`; `@acme/team` is nobody. */
  readonly owners: readonly string[];
  /** Who has committed. */
  readonly authors: readonly Author[];
}

/** Where somebody of this name is known from; undefined for a name that nobody here has. */
export function knownFrom(name: string, { members, owners, authors }: People): KnownFrom | undefined {
  if (members.some((member) => isNamed(member, name))) return 'teams';
  if (owners.some((owner) => !owner.includes('/') && isNamed(owner, name))) return 'codeowners';
  return authors.some((author) => !isBot(author.author) && isPerson(author, name)) ? 'author' : undefined;
}

/** A program approves nothing: `dependabot[bot]`, and GitLab's `project_12_bot_3f2a`, `group_7_bot`. */
export function isBot(name: string): boolean {
  return /\[bot\]$|^(?:project|group)_\d+_bot(?:_|$)|^service_account_/i.test(name.trim());
}

/** `Ada Lovelace <ada@example.org>` is known by the name and by the address, `@ada` with and without its sign. */
function isNamed(written: string, name: string): boolean {
  const [, before = '', address = ''] = /^([^<(]*)[<(]([^>)]+)[>)]\s*$/.exec(written.trim()) ?? [];
  const names = [written, before, address].map(plain).filter(Boolean);
  return names.includes(plain(name));
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim().replace(/^@/, '');
}
