/** Whose rules a file of owners follows: the two forges read the same lines in two ways. */
export type CodeownersDialect = 'github' | 'gitlab';

/** What a line of CODEOWNERS is about. */
export interface OwnerPattern {
  /** As written. */
  readonly text: string;
  /** `**` stands for any number of folders. */
  readonly segments: readonly string[];
  /** Whether what lies below what it matches is matched too. */
  readonly isDeep: boolean;
  /** GitLab: it takes files out of its section. */
  readonly isNegated: boolean;
}

/**
 * Reads a pattern. GitHub has those of gitignore without `!`, `[a-z]` and `\#`, and `docs/*` is not what lies in
 * folders of `docs`. GitLab looks for one without `/` at its start in every folder.
 * https://docs.github.com/en/repositories/managing-your-repositorys-settings-and-features/customizing-your-repository/about-code-owners
 * https://docs.gitlab.com/user/project/codeowners/reference/
 * @returns what to do, as a sentence, of one that the forge passes over
 */
export function parsePattern(written: string, dialect: CodeownersDialect): OwnerPattern | string {
  const isGithub = dialect === 'github';
  const isNegated = written.startsWith('!');
  if (isNegated && isGithub)
    return 'Write a line without owners for what nobody owns: GitHub knows no pattern that begins with `!`.';
  if (isGithub && written.startsWith('\\#'))
    return 'Match this file by its folder: GitHub knows no pattern that begins with `\\#`.';
  if (isGithub && /[[\]]/.test(written.replace(/\\./g, '')))
    return 'Write a line for each: GitHub knows no `[ ]`, neither in a pattern nor as a heading.';
  if (written.includes('***')) return 'Write `*` or `**`: no pattern has three in a row.';
  const text = isNegated ? written.slice(1) : written;
  const parts = text.split('/');
  const isRooted = parts[0] === '' && parts.length > 1;
  const isFolder = parts.length > 1 && parts.at(-1) === '';
  const named = parts.slice(isRooted ? 1 : 0, isFolder ? -1 : undefined);
  // GitHub: `/` alone matches nothing; GitLab: it is everything.
  if (named.length === 0 && isGithub) return 'Write `*` for everything: `/` alone matches nothing.';
  const isAnywhere = !isRooted && (!isGithub || named.length === 1);
  const segments = isAnywhere && named[0] !== '**' ? ['**', ...named] : named;
  const last = segments.at(-1);
  // `apps/`, and a `**` at the end, are what lies below; `docs/*` is what lies in it and no deeper.
  if (isFolder) return { text, segments: [...segments, '**', '*'], isDeep: false, isNegated };
  if (last === '**') return { text, segments: [...segments, '*'], isDeep: false, isNegated };
  return { text, segments, isDeep: isGithub && last !== '*', isNegated };
}

/**
 * Whether a pattern matches a file. Case counts, as on both forges.
 * @param path from the top of the repository, without `/` at its start
 */
export function matchPattern({ segments, isDeep }: OwnerPattern, path: string): boolean {
  const parts = path.split('/');
  // Which starts of the path the pattern so far can have matched, by the number of their parts.
  let reached = new Set([0]);
  for (const segment of segments) {
    const next = new Set<number>();
    if (segment === '**') {
      const first = Math.min(...reached);
      for (let at = first; at <= parts.length; at += 1) next.add(at);
    } else
      for (const at of reached) {
        const part = parts[at];
        if (part !== undefined && matchSegment(segment, part)) next.add(at + 1);
      }
    if (next.size === 0) return false;
    reached = next;
  }
  return reached.has(parts.length) || (isDeep && [...reached].some((at) => at > 0));
}

/** `*` is anything, `?` one character, a character behind `\` itself. Looks back to the last `*` only, as is enough. */
function matchSegment(glob: string, name: string): boolean {
  const marks = marksOf(glob);
  let [at, mark] = [0, 0];
  let back: { mark: number; at: number } | undefined;
  while (at < name.length) {
    const wanted = marks[mark];
    if (wanted === ANY) {
      back = { mark: mark + 1, at };
      mark += 1;
    } else if (wanted === ONE || wanted === name[at]) {
      at += 1;
      mark += 1;
    } else if (back) {
      back.at += 1;
      ({ mark, at } = back);
    } else return false;
  }
  return marks.slice(mark).every((one) => one === ANY);
}

const ANY = Symbol('any');
const ONE = Symbol('one');

function marksOf(glob: string): (string | typeof ANY | typeof ONE)[] {
  const tokens = glob.match(/\\[\s\S]|[\s\S]/g) ?? [];
  return tokens.map((token) => (token === '*' ? ANY : token === '?' ? ONE : token.replace(/^\\(?=.)/, '')));
}
