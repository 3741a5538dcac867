import { isRecord } from '../../runbook/words/record.ts';
import { commonFolder, isBelow } from './find-runbooks.ts';
import type { RepositoryText } from './find-runbooks.ts';

/** The folder of Grafana dashboards: the nearest that holds all of them, or else the one that holds the most. */
export function findDashboards(texts: readonly RepositoryText[]): string | undefined {
  const files = texts.filter(({ path }) => /\.json$/i.test(path));
  const boards = files.filter(({ text }) => isBoard(text)).map(({ path }) => path);
  if (boards.length === 0) return undefined;
  const all = commonFolder(boards);
  const others = files.filter(({ path }) => isBelow(path, all)).length - boards.length;
  if (all !== '.' && others <= boards.length) return all;
  const folders = Map.groupBy(boards, (path) => commonFolder([path]));
  const [most] = [...folders].toSorted(([, a], [, b]) => b.length - a.length);
  // The whole repository is no folder of dashboards: each of its JSON files would be read as one.
  return most?.[0] === '.' ? undefined : most?.[0];
}

function isBoard(text: string): boolean {
  if (!text.includes('"panels"')) return false;
  try {
    const data: unknown = JSON.parse(text);
    const body = isRecord(data) && isRecord(data['dashboard']) ? data['dashboard'] : data;
    return isRecord(body) && Array.isArray(body['panels']) && 'schemaVersion' in body;
  } catch {
    return false; // JSON of another kind, with comments
  }
}
