import type { Range } from '../runbook/finding.ts';
import { isAdopted } from '../runbook/read/adopted.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { NameUse } from '../shell/names/name-use.ts';

/**
 * Whether a page itself says why a name need not stand in the repository: it shows the making of the thing, its line
 * says that it may be missing, or the page is about what is to come or has been.
 */
export function isToldOtherwise(page: Page, { kind, name }: NameUse, at: Range | undefined): boolean {
  if (isOfOtherTimes(page)) return true;
  if (kind === 'object' || kind === 'namespace')
    if ([`name: ${name}\n`, `name: "${name}"`].some((one) => page.text.includes(one))) return true;
  if (kind === 'namespace') return isPassing(page.text, name);
  if (kind !== 'file') return false;
  return isWritten(page.text, name) || isHedged(page.text, at);
}

// Matches `docs/adr/012-proxy.md`, `EKS_MIGRATION_PLAN.md`; not `disaster-recovery-plan.md`, which is to be followed.
const OTHER_TIMES =
  /(?:^|[/_-])(?:adrs?|rfcs?|roadmap|todo|proposals?|changelog|research|templates?|(?:implementation|migration)[-_]plan|archived?|history|completed|postmortems?)(?:[/._-]|$)/i;

/** A plan names what is to come, and a record what was there. Who adopted the format has written a runbook. */
function isOfOtherTimes(page: Page): boolean {
  return OTHER_TIMES.test(page.path) && !isAdopted(page);
}

// What stands before a file's name where it is made: `> `, `tee -a `, `-o `, `vi `, "Create `".
const MAKES =
  /(?:>|\btee(?: -a)?|\btouch|\bvim?|\bnano|\s-o|--out(?:put)?|\bcreate|\bsave (?:as|to))[ =]?["'`]?(?:\.\/)?$/i;

/** A namespace that the page itself creates, or takes away when it is done. */
function isPassing(text: string, name: string): boolean {
  return ['create ns', 'create namespace', 'delete ns', 'delete namespace', '--dest-namespace'].some((one) =>
    text.includes(`${one} ${name}`),
  );
}

function isWritten(text: string, name: string): boolean {
  const bare = name.replace(/^\.\//, '');
  for (let at = text.indexOf(bare); at >= 0; at = text.indexOf(bare, at + bare.length))
    if (isMadeBefore(text.slice(Math.max(0, at - 24), at))) return true;
  return false;
}

/** Made there, or called by a longer path: `shared/scripts/topics.sh` is of another repository. */
function isMadeBefore(before: string): boolean {
  return MAKES.test(before) || /\w\/$/.test(before);
}

// Matches `./setup.sh  # (if script exists)`, `./validate.sh # future enhancement`.
const HEDGES =
  /#[^\n]{0,80}\b(?:if (?:\w{1,20} ){0,3}exists?|future|todo|tbd|planned|not yet|not implemented)\b/i;

function isHedged(text: string, at: Range | undefined): boolean {
  if (at === undefined) return false;
  const start = text.lastIndexOf('\n', at.start.offset) + 1;
  const end = text.indexOf('\n', at.start.offset);
  return HEDGES.test(text.slice(start, end < 0 ? start + 300 : Math.min(end, start + 300)));
}
