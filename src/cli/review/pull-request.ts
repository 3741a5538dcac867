import * as z from 'zod';
import { forgeAddress } from '../../runbook/records/sign-offs.ts';
import { isBot } from '../../review/somebody.ts';

/** One who approved a pull request. */
export interface Approval {
  readonly by: string;
  /** ISO 8601 in UTC; undefined where the forge does not say. */
  readonly at: string | undefined;
  /** The commit that was approved. */
  readonly commit: string;
  /** What the forge calls the account, where it does not say that it belongs here: then its name must be a known one. */
  readonly stranger?: string;
}

/** A pull request, or a merge request, with who approved it. */
export interface PullRequest {
  readonly address: string;
  /** What it is to be merged into: a commit, or a branch. */
  readonly base: string;
  readonly approvals: readonly Approval[];
  /** Approvals that count for nothing, each with the reason. */
  readonly leftOut: readonly string[];
}

/** What an event says: a pull request with an approval, or in words why it holds none. */
export type EventReading = { readonly request: PullRequest } | { readonly because: string };

/** The id of a commit, whole. */
export const commitId = z.string().regex(/^[0-9a-f]{40,64}$/);
/** The name of an account of a forge. */
export const accountName = z.string().regex(/^[\w.-]{1,255}(\[bot\])?$/);
const branch = z.string().regex(/^[^\s\p{C}~^:?*[\\-][^\s\p{C}~^:?*[\\]{0,999}$/u);
/** What a forge calls what happened: a word of its own. */
const word = z.string().regex(/^[\w-]{1,100}$/);
const githubUser = z.object({ login: accountName, type: z.string().optional() });

const githubReview = z.object({
  state: word,
  user: githubUser.nullable(),
  commit_id: commitId.nullable(),
  submitted_at: z.string().nullish(),
  author_association: word.nullish(),
});
const githubRequest = z.object({
  html_url: forgeAddress,
  // Accounts that are gone are nobody.
  user: githubUser.nullable(),
  base: z.object({ sha: commitId }),
});
const githubEvent = z.object({ action: word, review: githubReview, pull_request: githubRequest });

const gitlabEvent = z.object({
  object_kind: z.literal('merge_request'),
  user: z.object({ id: z.number().optional(), username: accountName }),
  object_attributes: z.object({
    action: word,
    system: z.boolean().nullish(),
    url: forgeAddress,
    author_id: z.number().optional(),
    target_branch: branch,
    updated_at: z.string().nullish(),
    last_commit: z.object({ id: commitId }),
  }),
});

/** Reads the event that a forge gives a job: `pull_request_review` of GitHub, a merge request's webhook of GitLab. */
export function readEvent(data: unknown): EventReading {
  const github = githubEvent.safeParse(data);
  if (github.success) {
    const { action, review, pull_request: request } = github.data;
    if (action !== 'submitted') return { because: `the review was ${action}, which approves nothing` };
    if (review.state.toLowerCase() !== 'approved')
      return {
        because: `the review says ${review.state.toLowerCase().replaceAll('_', ' ')}, and not approved`,
      };
    return { request: fromGithub(request, [review]) };
  }
  const gitlab = gitlabEvent.safeParse(data);
  if (gitlab.success) return readGitlabEvent(gitlab.data);
  return { because: notAnEvent(data, github.error) };
}

function readGitlabEvent({ user, object_attributes: about }: z.infer<typeof gitlabEvent>): EventReading {
  if (about.action !== 'approved' && about.action !== 'approval')
    return { because: `the merge request was changed by \`${about.action}\`, which approves nothing` };
  if (about.system === true) return { because: 'nobody has approved it: GitLab says that it did so itself' };
  const isOwn = user.id !== undefined && user.id === about.author_id;
  const approval = { by: user.username, at: asTime(about.updated_at), commit: about.last_commit.id };
  return {
    request: {
      address: about.url,
      base: about.target_branch,
      approvals: isOwn || isBot(user.username) ? [] : [approval],
      leftOut: isOwn
        ? [`${user.username} opened it`]
        : isBot(user.username)
          ? [`${user.username} is a program`]
          : [],
    },
  };
}

/** What GitHub's interface says of a pull request and its reviews. @throws ZodError where it says something else */
export function readGithub(request: unknown, reviews: unknown): PullRequest {
  return fromGithub(githubRequest.parse(request), z.array(githubReview).parse(reviews));
}

/**
 * Anybody may approve a pull request of a public repository. Who has left, and who once sent a change, is a
 * contributor; so is a member who hides it.
 */
const STRANGERS: ReadonlySet<string> = new Set([
  'NONE',
  'FIRST_TIMER',
  'FIRST_TIME_CONTRIBUTOR',
  'CONTRIBUTOR',
  'MANNEQUIN',
]);

type GithubReview = z.infer<typeof githubReview>;

/** The latest review of each person counts; a comment does not take an approval back. */
function fromGithub(request: z.infer<typeof githubRequest>, reviews: readonly GithubReview[]): PullRequest {
  const latest = new Map<string, GithubReview>();
  for (const review of reviews)
    if (review.user && !/^(commented|pending)$/i.test(review.state))
      latest.set(review.user.login.toLowerCase(), review);
  const approvals: Approval[] = [];
  const leftOut: string[] = [];
  for (const [
    account,
    { state, user, commit_id: id, submitted_at: at, author_association: part },
  ] of latest) {
    if (state.toLowerCase() !== 'approved') continue;
    const login = user?.login ?? account;
    if (account === request.user?.login.toLowerCase()) leftOut.push(`${login} opened it`);
    else if (user?.type === 'Bot' || isBot(login)) leftOut.push(`${login} is a program`);
    else if (id === null) leftOut.push(`GitHub does not say which commit ${login} approved`);
    else
      approvals.push({
        by: login,
        at: asTime(at),
        commit: id,
        ...(part && STRANGERS.has(part) ? { stranger: part } : {}),
      });
  }
  return { address: request.html_url, base: request.base.sha, approvals, leftOut };
}

/** Times of forges as a sign-off has them: in UTC, to the second. */
export function asTime(text: string | null | undefined): string | undefined {
  const time = Date.parse((text ?? '').replace(/^(\S+) (\S+) UTC$/, '$1T$2Z'));
  return Number.isNaN(time) ? undefined : `${new Date(time).toISOString().slice(0, 19)}Z`;
}

/** Names the kind of what is no approval, as far as it can be told. */
function notAnEvent(data: unknown, error: z.ZodError): string {
  const has = (key: string): boolean => typeof data === 'object' && data !== null && key in data;
  const wanted =
    'opsbook reads the event `pull_request_review` of GitHub and the webhook of a merge request of GitLab';
  if (has('review') && has('pull_request'))
    return `it is not as GitHub writes it: ${z.prettifyError(error).split('\n').join(' ')}`;
  if (has('pull_request'))
    return `it is about a pull request and holds no review: ${wanted}; --number asks the forge who approved`;
  if (has('object_kind')) return `it is not about a merge request as GitLab writes it: ${wanted}`;
  return `it is not an event that can approve: ${wanted}`;
}
