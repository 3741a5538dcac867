import type { SignOff } from '../runbook/records/sign-offs.ts';
import { count } from '../runbook/words/count.ts';
import type { Checked } from './checked.ts';

/** What can be missing of a proof, as a sign-off records it. */
export type Missing = NonNullable<SignOff['missing']>[number];

/** One thing that is missing, and what to do about it. */
export interface Gap {
  readonly of: Missing;
  readonly said: string;
}

/** What is missing before a review is proved. Proof is asked only of what the page has. */
export function missingProof(by: string, checked: Checked): Gap[] {
  const { findings, has, snippets, links, alerts } = checked;
  return [
    ...gap('reviewer', checked.known === undefined && sayUnknown(by)),
    ...gap('answers', unanswered(checked)),
    ...gap('snippets', has.verified > 0 && snippetGap(has.verified, snippets)),
    ...gap('links', has.links > 0 && linkGap(has.links, links)),
    ...gap(
      'alerts',
      (alerts?.unknown ?? 0) > 0 &&
        `no rule raises ${count(alerts?.unknown ?? 0, 'alert')} that it names: see opsbook alerts check`,
    ),
    ...gap('lint', findings.errors > 0 && `${count(findings.errors, 'lint error')}: see opsbook lint`),
  ];
}

function gap(of: Missing, said: string | false): Gap[] {
  return said === false ? [] : [{ of, said }];
}

function sayUnknown(by: string): string {
  return `nobody here is called ${by}: not in teams.yaml, not in CODEOWNERS, and no commit is theirs. Add them to the \`members\` of their team`;
}

function unanswered({ answers, approval }: Checked): string | false {
  if (approval !== undefined || answers.open.length === 0) return false;
  const open = answers.open.map((text) => `\n    - [ ] ${text}`).join('');
  return `${count(answers.open.length, 'question')} of ${answers.of} not answered, in the worksheet (opsbook review start) or in a file that --answers names:${open}`;
}

function snippetGap(verified: number, run: SignOff['snippets']): string | false {
  if (!run)
    return `${count(verified, 'snippet')} to verify, not run for this text: opsbook verify --evidence FILE`;
  if (run.failed > 0) return `${count(run.failed, 'snippet')} failed on ${run.on}`;
  return run.passed === 0 && `no snippet ran on ${run.on}: ${run.skipped} skipped`;
}

function linkGap(all: number, asked: SignOff['links']): string | false {
  if (!asked) return `${count(all, 'external link')} not asked: sign with --links`;
  return asked.broken > 0 && `${count(asked.broken, 'external link')} broken: see opsbook lint --links`;
}

/** What people call a missing part. */
export const MISSING_WORDS: Readonly<Record<Missing, string>> = {
  reviewer: 'a known reviewer',
  answers: 'answers',
  snippets: 'a run of its snippets',
  links: 'a look at its links',
  alerts: 'rules for its alerts',
  lint: 'a text without lint errors',
};

/** How much stands behind a sign-off. `of-before`: it was made before proof was asked for. */
export function proofOf({
  known,
  missing,
}: Pick<SignOff, 'known' | 'missing'>): 'proved' | 'without' | 'of-before' {
  if (missing !== undefined) return 'without';
  return known === undefined ? 'of-before' : 'proved';
}

/** Who signed without proof, what was missing and why it was signed all the same, as one clause. */
export function sayUnproved({ by, at, missing = [], despite }: SignOff): string {
  const without = missing.map((of) => MISSING_WORDS[of]).join(', ');
  return `signed without proof by ${by} on ${at.slice(0, 10)}: without ${without}${despite === undefined ? '' : ` (${despite})`}`;
}
