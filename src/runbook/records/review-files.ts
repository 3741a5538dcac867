import type { Fault } from '../finding.ts';
import { readIncident } from './incidents.ts';
import type { Incident } from './incidents.ts';
import { didYouMean } from '../words/nearest.ts';
import { isInside } from '../schema/settings.ts';
import type { Layout } from '../schema/settings.ts';
import { readSignOffFile } from './sign-offs.ts';
import type { WrittenSignOff } from './sign-offs.ts';
import type { SourceText } from '../read/source-text.ts';
import { isRecordFile } from '../links/site-paths.ts';
import { isPageFile } from '../links/page-file.ts';

/** What was read from several files, and what is wrong with them. */
export interface Found<T> {
  readonly found: readonly T[];
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
}

/** Every sign-off of a book, by runbook and time. */
export function readSignOffs(texts: readonly SourceText[], layout: Layout): Found<WrittenSignOff> {
  const files = texts.filter(
    ({ path }) => isInside(path, layout.reviews) && isRecordFile(path, layout) && /\.ya?ml$/i.test(path),
  );
  const read = files.map((source) => ({ path: source.path, ...readSignOffFile(source) }));
  const order = ({ runbook, at }: WrittenSignOff): string => `${runbook}\0${at}`;
  return {
    found: read
      .flatMap(({ signOffs }) => signOffs)
      .sort((a, b) => (order(a) < order(b) ? -1 : order(a) > order(b) ? 1 : 0)),
    faults: read.flatMap(({ path, faults }) => faults.map((fault) => ({ path, fault }))),
  };
}

/** Every incident of a book, the latest first. */
export function readIncidents(
  texts: readonly SourceText[],
  layout: Layout,
  runbooks: { has(id: string): boolean; keys(): Iterable<string> },
): Found<Incident> {
  const files = texts.filter(
    ({ path }) => isInside(path, layout.incidents) && isRecordFile(path, layout) && isPageFile(path),
  );
  const read = files.map((source) => ({ path: source.path, ...readIncident(source) }));
  const found = read.flatMap(({ incident }) => (incident ? [incident] : []));
  const unknown = found.flatMap(({ path, runbooks: ids, locate }) =>
    ids.flatMap((id, index) => (runbooks.has(id) ? [] : [{ path, fault: noSuch(id, locate(index)) }])),
  );
  const own = read.flatMap(({ path, faults }) => faults.map((fault) => ({ path, fault })));
  return { found: found.sort((a, b) => b.date.localeCompare(a.date)), faults: [...own, ...unknown] };

  function noSuch(id: string, range: Fault['range']): Fault {
    const message = `Change \`runbooks\`: no runbook has the id \`${id}\`.${didYouMean(id, runbooks.keys())}`;
    return { ruleId: 'frontmatter-valid', message, range };
  }
}
