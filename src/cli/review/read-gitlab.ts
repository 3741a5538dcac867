import * as z from 'zod';
import { forgeAddress } from '../../runbook/records/sign-offs.ts';
import { isBot } from '../../review/somebody.ts';
import { accountName, asTime, commitId } from './pull-request.ts';
import type { Approval, PullRequest } from './pull-request.ts';

const instant = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'a time');

const mergeRequest = z.object({
  web_url: forgeAddress,
  author: z.object({ username: accountName }),
  diff_refs: z.object({ base_sha: commitId }),
});
const approvalList = z.object({
  approved_by: z.array(
    z.object({
      user: z.object({ username: accountName, state: z.string().nullish() }),
      approved_at: instant.nullish(),
    }),
  ),
});
/** What was pushed, each with the time at which GitLab took it. */
const versionList = z.array(z.object({ head_commit_sha: commitId.nullable(), created_at: instant }));
const noteList = z.array(
  z.object({
    system: z.boolean(),
    body: z.string(),
    created_at: instant,
    author: z.object({ username: z.string() }).nullish(),
  }),
);

/** What GitLab's interface says of one merge request, as data that nobody has looked at yet. */
export interface GitlabAnswers {
  readonly request: unknown;
  readonly approvals: unknown;
  readonly versions: unknown;
  /** This is asked only where an approval has no time: GitLab before 18 tells it only in the notes. */
  readonly askNotes: () => Promise<unknown>;
}

/**
 * A merge request and who approved which version of it: an approval says nothing of what was pushed later, and GitLab
 * keeps it all the same where a push does not reset approvals.
 * @throws ZodError where GitLab says something else
 */
export async function readGitlab(answers: GitlabAnswers): Promise<PullRequest> {
  const { web_url: address, author, diff_refs: refs } = mergeRequest.parse(answers.request);
  const given = approvalList.parse(answers.approvals).approved_by;
  const versions = versionList.parse(answers.versions);
  const isUntimed = versions.length > 1 && given.some(({ approved_at: at }) => !at);
  const notes = isUntimed ? noteList.parse(await answers.askNotes()) : [];
  const approvals: Approval[] = [];
  const leftOut: string[] = [];
  for (const { user, approved_at: said } of given) {
    const by = user.username;
    const at = said ?? noted(by, notes);
    const found = versionAt(at, versions);
    if (by === author.username) leftOut.push(`${by} opened it`);
    else if (isBot(by)) leftOut.push(`${by} is a program`);
    else if (user.state && user.state !== 'active') leftOut.push(`the account of ${by} is not active`);
    else if ('because' in found) leftOut.push(`${found.because} ${by} approved`);
    else approvals.push({ by, at: asTime(at), commit: found.commit });
  }
  return { address, base: refs.base_sha, approvals, leftOut };
}

/** When somebody last approved, by what GitLab itself noted. */
function noted(by: string, notes: z.infer<typeof noteList>): string | undefined {
  return notes
    .filter(
      ({ system, body, author }) =>
        system && author?.username === by && body.trim() === 'approved this merge request',
    )
    .map(({ created_at: at }) => at)
    .reduce<string | undefined>(
      (last, at) => (last !== undefined && Date.parse(last) > Date.parse(at) ? last : at),
      undefined,
    );
}

/** The version that was the newest at a time; of the very instant of a push nobody knows what was read. */
function versionAt(
  at: string | undefined,
  versions: z.infer<typeof versionList>,
): { readonly commit: string } | { readonly because: string } {
  const heads = new Set(versions.map(({ head_commit_sha: head }) => head));
  if (at === undefined && heads.size > 1)
    return { because: `it has had ${heads.size} versions, and GitLab does not say when` };
  const before = versions.filter(
    ({ created_at: pushed }) => at === undefined || heads.size === 1 || Date.parse(pushed) < Date.parse(at),
  );
  const newest = before.reduce<(typeof versions)[number] | undefined>(
    (best, one) => (best && Date.parse(best.created_at) >= Date.parse(one.created_at) ? best : one),
    undefined,
  );
  return newest?.head_commit_sha
    ? { commit: newest.head_commit_sha }
    : { because: 'GitLab does not say which version' };
}
