import type { BookFiles } from '../../runbook/book.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import { listHeads } from '../../runbook/read/head.ts';
import { readBookFiles } from '../../runbook/read/load.ts';
import { readIncidents, readSignOffs } from '../../runbook/records/review-files.ts';
import { reviewableText } from '../../runbook/read/reviewable-text.ts';
import type { Day } from '../../review/day.ts';
import { historyBound } from '../../review/history-bound.ts';
import { reviewBook } from '../../review/review-book.ts';
import type { BookReview, ReviewFacts } from '../../review/review-book.ts';
import { readYaml } from '../../runbook/yaml/yaml.ts';
import { contentHash } from '../../tools/content-hash.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { readHistory } from '../../tools/git-history.ts';
import type { Terminal } from '../command.ts';
import { chooseRoot } from '../open-book.ts';

interface Asked {
  readonly root: string | undefined;
  readonly today: Day;
  readonly evidence?: Evidence | undefined;
  /** Whether the whole history is wanted, as for who wrote what was never reviewed. */
  readonly isWholeHistory?: boolean;
}

/** A book's reviews, judged, and what they were judged by. */
export interface OpenReview extends BookReview {
  readonly root: string;
  readonly files: BookFiles;
  readonly facts: ReviewFacts;
  /** Ids in teams.yaml. */
  readonly teams: readonly string[];
  /** What people call them. */
  readonly teamNames: ReadonlyMap<string, string>;
}

/** Reads what a review is judged by, runbooks by their heads alone, and judges it. */
export async function openReview(
  { root: given, today, evidence, isWholeHistory = false }: Asked,
  terminal: Terminal,
): Promise<OpenReview> {
  const root = chooseRoot(given, terminal);
  const { list, read, remember } = folderReader(root);
  // For heads alone, what is kept of whole pages would take longer to open than they take to read.
  const files = await readBookFiles(isWholeHistory && remember ? { list, read, remember } : { list, read });
  const { settings } = files.reading;
  const runbooks = listHeads(files);
  const ids = new Map(runbooks.map((runbook) => [runbook.id, runbook]));
  const signOffs = readSignOffs(files.texts, settings.layout).found;
  const since = isWholeHistory ? undefined : historyBound({ signOffs, runbooks }, today);
  const facts: ReviewFacts = {
    today,
    settings: settings.review,
    runbooks,
    signOffs,
    incidents: readIncidents(files.texts, settings.layout, ids).found,
    history: await readHistory(root, { since }),
    folder: settings.layout.runbooks,
    contentOf: ({ text }) => contentHash(reviewableText(text)),
    evidence,
  };
  return { root, files, facts, ...readTeams(files), ...reviewBook(facts) };
}

function readTeams({ reading, texts }: BookFiles): Pick<OpenReview, 'teams' | 'teamNames'> {
  const source = texts.find(({ path }) => path === reading.settings.layout.teams);
  const data = (source && readYaml({ ruleId: 'yaml-valid', text: source.text }).data) ?? {};
  const names = Object.entries(data).map(([id, team]): [string, string] => {
    const name = typeof team === 'object' && team !== null && 'name' in team ? team.name : undefined;
    return [id, typeof name === 'string' ? name : id];
  });
  return { teams: Object.keys(data), teamNames: new Map(names) };
}
