import type { Range } from '../runbook/finding.ts';
import { isAdopted } from '../runbook/read/adopted.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { NameUse } from '../shell/names/name-use.ts';

/**
 * Whether a page itself says why a name need not stand in the repository: it shows how the thing is made, its line
 * says that it may be missing, or the page is about the future or the past.
 */
export function isToldOtherwise(page: Page, { kind, name }: NameUse, at: Range | undefined): boolean {
  if (isOfOtherTimes(page) || isInPlan(page, at)) return true;
  if (kind !== 'file' && isMadeHere(page.text, name)) return true;
  if (kind === 'object' || kind === 'namespace')
    if ([`name: ${name}\n`, `name: "${name}"`].some((one) => page.text.includes(one))) return true;
  if (kind === 'compose-service') return page.text.includes(`\n  ${name}:\n`);
  if (kind === 'namespace') return isPassing(page.text, name);
  if (kind !== 'file') return false;
  return isWritten(page.text, name) || isHedged(page.text, at) || isShownAbove(page, name, at);
}

/** `kubectl apply -f pod.yaml` below a fence of YAML: the reader saves it under that name. */
function isShownAbove(page: Page, name: string, at: Range | undefined): boolean {
  if (at === undefined || isAdopted(page) || !/^(?:\.\/)?[^/]+\.(?:ya?ml|json)$/.test(name)) return false;
  return page.snippets.some(
    ({ language, range }) =>
      /^(?:ya?ml|json)$/i.test(language) && range !== undefined && range.end.offset < at.start.offset,
  );
}

// Matches `docs/adr/012-proxy.md`, `EKS_MIGRATION_PLAN.md`, `docs/plans/PRD-8.md`; not `disaster-recovery-plan.md`, which is to be followed.
const OTHER_TIMES =
  /(?:^|[/_-])(?:adrs?|rfcs?|roadmap|todo|proposals?|changelog|research|templates?|prds?|plans|(?:development|implementation|improvement|migration|refactoring|rollout|test|testing)[-_]plan|archived?|history|completed|postmortems?)(?:[/._-]|$)/i;

/** A plan names what is to come, and a record what was there. Who adopted the format has written a runbook. */
function isOfOtherTimes(page: Page): boolean {
  return OTHER_TIMES.test(page.path) && !isAdopted(page);
}

// Matches `Next steps`, `Future work`, `Proposed layout`, `Appendix: example output`; not `Steps`, `Planned failover`.
const OF_PLANS =
  /\b(?:next steps|future|roadmap|to-?do|proposed|proposal|recommendations?|recommended (?:next|improvements?|changes?)|improvements|enhancements|(?:project|directory|folder|file|repository) (?:structure|layout)|nice to have|not (?:yet )?implemented)\b/i;

/** Whether a place stands under a heading that speaks of what is to come, or only shows how it could look. */
function isInPlan(page: Page, at: Range | undefined): boolean {
  if (at === undefined || isAdopted(page)) return false;
  let depth = 7;
  for (const heading of [...page.headings].reverse()) {
    if ((heading.range?.start.offset ?? 0) > at.start.offset || heading.depth >= depth) continue;
    depth = heading.depth;
    if (depth > 1 && OF_PLANS.test(heading.text)) return true;
  }
  return false;
}

// What stands before a name where the thing is made: `create deployment `, `docker volume create `, `--name `, `run `.
const MAKES_THING =
  /(?:\bcreate(?: [a-z-]{1,30}){0,2}|\badd(?: [a-z-]{1,30})?|--name|\bkubectl run|\bhelm (?:install|upgrade|upgrade --install))[ =]["'`]?$/i;

/** What a command of the page makes need not stand anywhere else. */
function isMadeHere(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + name.length)) {
    const after = text.charAt(at + name.length);
    if (!/[\w-]/.test(after) && MAKES_THING.test(text.slice(Math.max(0, at - 90), at))) return true;
  }
  return false;
}

// What stands before a file's name where it is made: `> `, `tee -a `, `-o `, `vi `, "Create `".
const MAKES =
  /(?:>|\btee(?: -a)?|\btouch|\bvim?|\bnano|\s-o|--out(?:put)?|\bcreate|\bsave (?:as|to))[ =]?["'`]?(?:\.\/)?$/i;

/** A namespace that the page itself creates, or removes at its end. */
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
