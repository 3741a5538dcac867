import { latestTag, nextTag, releaseMessage } from '../../../review/release.ts';
import type { Release } from '../../../review/release.ts';
import { idOf } from '../../../runbook/links/site-paths.ts';
import { changedBetween, listTags } from '../../../tools/git-tags.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../../command.ts';
import { openReview } from '../../review/open-review.ts';
import type { OpenReview } from '../../review/open-review.ts';
import { readNow, TODAY_FLAG } from '../../review/today.ts';
import { isPageFile } from '../../../runbook/links/page-file.ts';

export const tag = defineCommand({
  name: 'review tag',
  flags: {
    ...ROOT_FLAG,
    ...TODAY_FLAG,
    major: { type: 'boolean', meaning: 'A new major version: runbooks-v2.0 after runbooks-v1.4' },
    about: {
      type: 'string',
      value: 'TEXT',
      meaning: 'What the version is about, where one thing stands out',
    },
    format: {
      type: 'string',
      choices: ['text', 'json'],
      meaning: 'The tag, an empty line and its message; or both as JSON',
    },
  },
  examples: [
    'opsbook review tag --about "database failover"',
    'git tag -a "$(opsbook review tag | head -1)" -m "$(opsbook review tag | tail -n +3)"',
  ],
  async run({ flags }, terminal) {
    const { today } = readNow(flags.today, terminal);
    const open = await openReview({ root: flags.root, today, isWholeHistory: true }, terminal);
    const { kind, because } = open.facts.history;
    if (kind === 'none')
      throw new UsageError(because ?? 'review tag needs a git repository with a commit: a tag names one.');
    const about = flags.about?.replace(/\s+/g, ' ').trim() ?? '';
    const previous = latestTag(await listTags(open.root, 'runbooks-v*'));
    const release: Release = {
      tag: nextTag(previous, { isMajor: flags.major ?? false, about }),
      previous,
      about,
      ...(await changesSince(previous, open)),
    };
    const message = releaseMessage(release);
    terminal.print(
      flags.format === 'json'
        ? `${JSON.stringify({ tag: release.tag, previous, message }, undefined, 2)}\n`
        : `${release.tag}\n\n${message}`,
    );
    return 0;
  },
});

async function changesSince(
  previous: string | undefined,
  open: OpenReview,
): Promise<Pick<Release, 'added' | 'changed' | 'removed' | 'signed'>> {
  const { root, facts, trace, files } = open;
  const { layout } = files.reading.settings;
  const runbooks = [...facts.runbooks].sort((a, b) => (a.id < b.id ? -1 : 1));
  if (previous === undefined) return { added: runbooks, changed: [], removed: [], signed: facts.signOffs };
  const { commit, at, changes } = await changedBetween(root, previous);
  const before = new Map(changes.map(({ path, status }) => [path, status]));
  const since = trace.isAfter({ commit, at });
  return {
    added: runbooks.filter(({ path }) => before.get(path) === 'A'),
    changed: runbooks
      .filter(({ path }) => before.has(path) && before.get(path) !== 'A')
      .map((runbook) => ({
        runbook,
        commits: (trace.byPath.get(trace.history.prefix + runbook.path) ?? []).filter(since),
      })),
    removed: changes
      .filter(({ path, status }) => status === 'D' && isRunbook(path, layout.runbooks))
      .map(({ path }) => idOf(path, layout.runbooks))
      .sort(),
    signed: facts.signOffs.filter((signOff) => Date.parse(signOff.at) > Date.parse(at)),
  };
}

function isRunbook(path: string, folder: string): boolean {
  return isPageFile(path) && (folder === '' || path.startsWith(`${folder}/`));
}
