import { nearestName } from '../nearest.ts';
import type { CommandSpec, Flag } from '../specs/spec.ts';

/** Where in a tool's tree a command stands, and the way there from the root. */
export interface Scope {
  readonly root: CommandSpec;
  readonly node: CommandSpec;
  readonly chain: readonly CommandSpec[];
}

/** A flag as it may be written: by its name, by GNU's abbreviation, negated, or with one dash for two. */
export function findFlag(scope: Scope, name: string): Flag | undefined {
  return (
    exact(scope, name) ??
    negated(scope, name) ??
    withOtherDashes(scope, name) ??
    withDashes(scope, name) ??
    abbreviated(scope, name)
  );
}

function exact({ node, chain }: Scope, name: string): Flag | undefined {
  return (
    node.flags.get(name) ?? chain.map(({ globals }) => globals.get(name)).find((flag) => flag !== undefined)
  );
}

function negated(scope: Scope, name: string): Flag | undefined {
  // rsync negates its letters too: `--no-p`.
  const isLetter = name.length === 6 && scope.root.path[0] === 'rsync';
  const flag = name.startsWith('--no-')
    ? exact(scope, `${isLetter ? '-' : '--'}${name.slice(5)}`)
    : undefined;
  return flag && { ...flag, takes: 'nothing' };
}

// Go's flag package takes `--auto-approve` for `-auto-approve`.
function withOtherDashes(scope: Scope, name: string): Flag | undefined {
  if (scope.root.traits.has('single-dash') && name.startsWith('--')) return exact(scope, name.slice(1));
  // Kafka's own programs take `-list` for `--list`, but for those that are newer.
  return /^-[a-z]{2}/.test(name) && OLD_KAFKA.test(scope.root.path[0] ?? '')
    ? exact(scope, `-${name}`)
    : undefined;
}

const OLD_KAFKA =
  /^kafka-(?:topics|configs|acls|console-(?:consumer|producer|share-consumer)|consumer-groups|share-groups|reassign-partitions|leader-election|replica-verification|delete-records|log-dirs|dump-log|get-offsets|delegation-tokens|mirror-maker|streams-application-reset|consumer-perf-test|preferred-replica-election|broker-api-versions|replica-log-verification|run-class)$/;

// MySQL's and MariaDB's programs take `--max_allowed_packet` for `--max-allowed-packet`.
function withDashes(scope: Scope, name: string): Flag | undefined {
  return name.startsWith('--') && name.includes('_') && /^(?:mysql|mariadb)/.test(scope.root.path[0] ?? '')
    ? exact(scope, name.replaceAll('_', '-'))
    : undefined;
}

// Those of git that read their flags with its own parser; `git log` does not.
const SHORTENED = /^git (?:clone|fetch|push|pull|commit|checkout|switch|branch|tag|merge|rebase)$/;

function abbreviated(scope: Scope, name: string): Flag | undefined {
  const mayBeShort = scope.root.traits.has('abbreviates') || SHORTENED.test(scope.node.path.join(' '));
  if (!mayBeShort || !name.startsWith('--') || name.length < 4) return undefined;
  const names = flagNames(scope)
    .filter((known) => known.startsWith(name))
    .sort((one, other) => one.length - other.length);
  const [shortest = ''] = names;
  // `--to-destination` and `--to-destinationf`, its other half in iptables.
  const others = new Set(
    names.filter((known) => !known.startsWith(shortest)).map((known) => exact(scope, known)),
  );
  const meant = exact(scope, shortest);
  others.delete(meant);
  return others.size === 0 ? meant : undefined;
}

/** Every flag name that holds at this place. */
export function flagNames({ node, chain }: Scope): readonly string[] {
  return [...node.flags.keys(), ...chain.flatMap(({ globals }) => [...globals.keys()])];
}

/**
 * The flag that was probably meant: `-o` for `--o`, `--name` for `-name`, `--enable-x` for `--x`, `--daily-schedule` for
 * `--daily-schedule-from`, else the nearest spelling.
 */
export function nearestFlag(scope: Scope, name: string): string | undefined {
  const names = flagNames(scope);
  const otherDashes = /^--.$/.test(name) ? name.slice(1) : `-${name}`;
  if (names.includes(otherDashes)) return otherDashes;
  return (
    ofMoreWords(name, names) ??
    nearestName(
      name,
      names.filter((one) => one.startsWith('--') === name.startsWith('--')),
    )
  );
}

/** The one flag that has all words of a name behind `enable` or the like; or the longest that the name begins with. */
function ofMoreWords(name: string, names: readonly string[]): string | undefined {
  if (!/^--\w+-\w/.test(name)) return undefined;
  const bare = name.slice(1);
  const longer = names.filter(
    (one) =>
      one.endsWith(bare) && /^--(?:enable|with|use|set|include|allow)$/.test(one.slice(0, -bare.length)),
  );
  if (longer.length === 1) return longer[0];
  return names
    .filter((one) => /^--\w+-\w/.test(one) && name.startsWith(`${one}-`))
    .sort((a, b) => b.length - a.length)[0];
}

/** Another subcommand of the same tool that has the flag which this one lacks. */
export interface Owner {
  readonly path: readonly string[];
  readonly flag: Flag;
  /** Both stand under the same parent. */
  readonly isSibling: boolean;
  /** No other subcommand as near has it. */
  readonly isOnly: boolean;
}

/** The nearest subcommand below this one that has a flag by this name. */
export function ownerBelow({ node }: Scope, name: string): boolean {
  return name.length > 2 && search(node, name, node) !== undefined;
}

/** The nearest subcommand that has a flag by this name. */
export function ownerOf({ root, node, chain }: Scope, name: string): Owner | undefined {
  if (name.length < 3) return undefined;
  const parent = chain.at(-2) ?? root;
  const sibling = search(parent, name, node);
  if (sibling) return { ...sibling, isSibling: true };
  const other = search(root, name, node);
  return other && { ...other, isSibling: false };
}

/** Level by level, so that `docker logs` comes before `docker compose logs`. */
function search(from: CommandSpec, name: string, except: CommandSpec): Omit<Owner, 'isSibling'> | undefined {
  for (
    let level = [from];
    level.length > 0;
    level = level.flatMap(({ children }) => [...children.values()])
  ) {
    const owners = level.flatMap((spec) => {
      const flag = spec === except ? undefined : spec.flags.get(name);
      return flag ? [{ path: spec.path, flag }] : [];
    });
    const [first] = owners;
    if (first) return { ...first, isOnly: owners.length === 1 };
  }
  return undefined;
}

/** One-letter flags in one word: `-it`, `-n200`, `-xzf`. */
export interface Bundle {
  readonly isKnown: boolean;
  /** The flag that takes a value, if one does; what follows it in the word is that value. */
  readonly last: Flag | undefined;
  readonly name: string;
  readonly rest: string;
}

/** Reads a word of bundled one-letter flags; undefined when it cannot be one. */
export function readBundle(scope: Scope, word: string): Bundle | undefined {
  if (!/^-[^-]/.test(word) || (scope.root.traits.has('single-dash') && !exact(scope, word.slice(0, 2))))
    return undefined;
  for (let at = 1; at < word.length; at += 1) {
    const name = `-${word[at] ?? ''}`;
    const flag = exact(scope, name);
    if (flag === undefined)
      return at === 1 && word.length > 2 ? undefined : { isKnown: false, last: undefined, name, rest: '' };
    if (flag.takes !== 'nothing') return { isKnown: true, last: flag, name, rest: word.slice(at + 1) };
  }
  return { isKnown: true, last: undefined, name: word, rest: '' };
}
