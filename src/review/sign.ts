import type { SnippetEvidence } from '../runbook/records/evidence.ts';
import type { Evidence } from '../runbook/records/evidence.ts';
import { versionIn } from '../runbook/records/version-in.ts';
import type { SignOff } from '../runbook/records/sign-offs.ts';
import { missingProof } from './proof.ts';
import type { Author, Checked } from './checked.ts';
import type { RunbookReview } from './review-book.ts';

/** What a reviewer asks to be recorded. */
export interface SignRequest {
  readonly by: string;
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly note?: string | undefined;
  /** Why it is signed although something is missing. */
  readonly despite?: string | undefined;
  /** Whether somebody may sign what nobody else has changed. */
  readonly maySignOwn: boolean;
  /** Whether they were shown what has changed of what the page speaks of. */
  readonly hasSeen: boolean;
}

/** What becomes of a request to sign. */
export type Signing =
  | { readonly kind: 'signed-already'; readonly signOff: SignOff }
  | { readonly kind: 'refused'; readonly because: string }
  /** Something is missing of its proof, and nobody said why it should be signed all the same. */
  | { readonly kind: 'unproved'; readonly gaps: readonly string[] }
  /** Something that it speaks of has changed since: both sides have to be read first. */
  | { readonly kind: 'unseen' }
  | { readonly kind: 'sign'; readonly signOff: SignOff };

/** Signs, refuses with the reason, or finds that it was done before. */
export function planSigning(review: RunbookReview, checked: Checked, request: SignRequest): Signing {
  const gaps = missingProof(request.by, checked);
  const done = review.signOffs.findLast(
    (one) => isSame(one, review, request) && (one.missing === undefined || gaps.length > 0),
  );
  if (done) return { kind: 'signed-already', signOff: done };
  const because = refusal(checked, request);
  if (because !== undefined) return { kind: 'refused', because };
  if (gaps.length > 0 && request.despite === undefined)
    return { kind: 'unproved', gaps: gaps.map(({ said }) => said) };
  if (review.spoken.length > 0 && !request.hasSeen) return { kind: 'unseen' };
  const { findings, links, snippets, alerts, answers, known, approval, commit } = checked;
  const signOff: SignOff = {
    runbook: review.runbook.id,
    at: request.at,
    by: request.by,
    content: review.content,
    findings,
    ...(commit === undefined ? {} : { commit }),
    ...(links ? { links } : {}),
    ...(snippets ? { snippets } : {}),
    ...(alerts ? { alerts } : {}),
    ...(answers.answered > 0 ? { questions: { answered: answers.answered, of: answers.of } } : {}),
    ...(known === undefined ? {} : { known }),
    ...(approval === undefined ? {} : { approval }),
    ...(review.spoken.length > 0 ? { seen: seenNames(review) } : {}),
    ...(gaps.length > 0 ? { missing: gaps.map(({ of }) => of) } : {}),
    ...(request.note ? { note: request.note } : {}),
    ...(request.despite !== undefined && gaps.length > 0 ? { despite: request.despite } : {}),
  };
  return { kind: 'sign', signOff };
}

/** The most names on one line: a glob may watch hundreds of files. */
const MOST_SEEN = 20;

function seenNames({ spoken }: RunbookReview): string[] {
  const names = spoken.slice(0, MOST_SEEN).map(({ name }) => name);
  const more = spoken.length - names.length;
  return more === 0 ? names : [...names, `and ${more} more`];
}

/** The same person, text and day, and nothing new to say. */
function isSame(one: SignOff, { content, spoken }: RunbookReview, { by, at, note }: SignRequest): boolean {
  return (
    spoken.length === 0 &&
    one.by === by &&
    one.content === content &&
    one.at.slice(0, 10) === at.slice(0, 10) &&
    (!note || one.note === note)
  );
}

function refusal({ isDirty, authors }: Checked, request: SignRequest): string | undefined {
  if (isDirty) return 'its text is not committed: commit it first, so that what was signed can be found';
  const isOwn = authors && authors.length > 0 && authors.every((author) => isPerson(author, request.by));
  if (isOwn && !request.maySignOwn)
    return `${request.by} made every change since the last review: somebody else has to read it (or set review.sole-author: allow)`;
  return undefined;
}

/**
 * Whether a name on the command line means an author of git: by name, address, or what stands before the `@`.
 * Whoever `.mailmap` calls somebody else is both: else it could be used to sign what one has written oneself.
 */
export function isPerson({ author, email, mapped }: Author, name: string): boolean {
  if (mapped && isPerson(mapped, name)) return true;
  const wanted = plain(name);
  return [author, email, email.split('@')[0] ?? '', (email.split('@')[0] ?? '').replace(/^\d+\+/, '')].some(
    (known) => plain(known) === wanted,
  );
}

function plain(name: string): string {
  return name.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** Above this many at once, each needs evidence: nobody reads more in one go. */
export const MOST_WITHOUT_EVIDENCE = 10;

/** What a run of `opsbook verify` says of one text; undefined when it ran another text, or none of it. */
export function snippetSummary(
  evidence: Evidence | undefined,
  { runbook, content }: Pick<RunbookReview, 'runbook' | 'content'>,
): SignOff['snippets'] {
  const run = evidence?.runbooks.find(({ id, contentHash }) => id === runbook.id && contentHash === content);
  if (!evidence || !run) return undefined;
  const count = (wanted: SnippetEvidence['status']): number =>
    run.snippets.filter(({ status }) => status === wanted).length;
  return {
    passed: count('passed'),
    failed: count('failed'),
    skipped: count('skipped'),
    on: evidence.at.slice(0, 10),
    ...spokenOf(evidence.tools, runbook.text),
  };
}

/** The versions of those tools that a text speaks of. */
function spokenOf(tools: Evidence['tools'], text: string): { tools?: Record<string, string> } {
  const words = new Set(text.split(/[^\w-]+/));
  const spoken = Object.entries(tools).filter(([name]) => words.has(name));
  if (spoken.length === 0) return {};
  return { tools: Object.fromEntries(spoken.map(([name, said]) => [name, versionIn(said)])) };
}
