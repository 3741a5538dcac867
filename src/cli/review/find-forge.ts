import * as z from 'zod';
import { askForge, askForgeList, ForgeProblem } from '../../tools/ask-forge.ts';
import type { ForgeApi } from '../../tools/ask-forge.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { readGithub } from './pull-request.ts';
import type { Approval, PullRequest } from './pull-request.ts';
import { readGitlab } from './read-gitlab.ts';

interface Forge extends ForgeApi {
  readonly kind: 'github' | 'gitlab';
  /** `acme/shop` of GitHub; of GitLab the number, or the path with `%2F`. */
  readonly project: string;
}

/** Asks the forge about one pull request, having said so. */
export async function askPullRequest(
  number: string,
  repository: string | undefined,
  terminal: Pick<Terminal, 'environment' | 'warn'>,
): Promise<PullRequest> {
  const forge = findForge(repository, terminal.environment);
  terminal.warn(`Asking ${forge.address} for number ${number} of ${forge.project}.\n`);
  try {
    if (forge.kind === 'github') {
      const path = `/repos/${forge.project}/pulls/${number}`;
      const request = readGithub(await askForge(forge, path), await askForgeList(forge, `${path}/reviews`));
      const approvals: Approval[] = [];
      for (const one of request.approvals) approvals.push(await asked(one, forge));
      return { ...request, approvals };
    }
    const path = `/projects/${forge.project}/merge_requests/${number}`;
    return await readGitlab({
      request: await askForge(forge, path),
      approvals: await askForge(forge, `${path}/approvals`),
      // This is asked last: what is pushed meanwhile is a version that nobody here has approved.
      versions: await askForgeList(forge, `${path}/versions`),
      askNotes: () => askForgeList(forge, `${path}/notes`),
    });
  } catch (cause) {
    if (!(cause instanceof z.ZodError)) throw cause;
    const first = z.prettifyError(cause).split('\n').join(' ');
    throw new UsageError(`${forge.address} answers something else than a pull request: ${first}`, { cause });
  }
}

const permissionOf = z.object({ permission: z.string() });

/** Who may write to the repository belongs to it, whatever GitHub calls them: membership can be hidden. */
async function asked(approval: Approval, forge: Forge): Promise<Approval> {
  const { stranger, ...known } = approval;
  if (stranger === undefined) return approval;
  try {
    const path = `/repos/${forge.project}/collaborators/${encodeURIComponent(approval.by)}/permission`;
    const { permission } = permissionOf.parse(await askForge(forge, path));
    return permission === 'admin' || permission === 'write' ? known : approval;
  } catch (cause) {
    // Where the token may not ask this, nobody counts as known.
    if (cause instanceof ForgeProblem) return approval;
    throw cause;
  }
}

/** The forge of a job says who it is; elsewhere `site.repository` does. */
function findForge(repository: string | undefined, environment: Terminal['environment']): Forge {
  const { GITHUB_REPOSITORY: github, CI_API_V4_URL: gitlab, CI_PROJECT_ID: id } = environment;
  if (github && /^[\w.-]+\/[\w.-]+$/.test(github))
    return { kind: 'github', project: github, ...githubApi(environment['GITHUB_API_URL'], environment) };
  if (gitlab && id && /^\d+$/.test(id))
    return { kind: 'gitlab', project: id, address: gitlab, headers: gitlabHeaders(environment) };
  const url = repository === undefined ? undefined : new URL(repository);
  const path = url?.pathname.replace(/^\/|\/$|\.git$/g, '');
  if (url?.hostname === 'github.com' && path && /^[\w.-]+\/[\w.-]+$/.test(path))
    return { kind: 'github', project: path, ...githubApi(undefined, environment) };
  if (url && path && /(^|\.)gitlab\./.test(url.hostname))
    return {
      kind: 'gitlab',
      project: encodeURIComponent(path),
      address: `${url.origin}/api/v4`,
      headers: gitlabHeaders(environment),
    };
  throw new UsageError(
    '--number needs to know the forge: set GITHUB_REPOSITORY to owner/name, or CI_API_V4_URL and CI_PROJECT_ID, or `site.repository` in opsbook.yaml.',
  );
}

function githubApi(address: string | undefined, environment: Terminal['environment']): ForgeApi {
  const token = environment['GITHUB_TOKEN'] ?? environment['GH_TOKEN'];
  return {
    address: address ?? 'https://api.github.com',
    headers: {
      accept: 'application/vnd.github+json',
      'x-github-api-version': '2022-11-28',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
    },
  };
}

function gitlabHeaders({
  GITLAB_TOKEN: token,
  CI_JOB_TOKEN: job,
}: Terminal['environment']): ForgeApi['headers'] {
  if (token) return { 'private-token': token };
  return job ? { 'job-token': job } : {};
}
