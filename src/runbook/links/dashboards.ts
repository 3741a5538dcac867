import type { Fault } from '../finding.ts';
import { isInside } from '../schema/settings.ts';
import type { Layout } from '../schema/settings.ts';
import type { SourceText } from '../read/source-text.ts';
import { isRecord } from '../words/record.ts';

/** A Grafana dashboard as its JSON has it. */
export interface Dashboard {
  readonly uid: string;
  readonly title: string;
  readonly path: string;
  /** Titles of its panels, by id. */
  readonly panels: ReadonlyMap<string, string>;
}

/** Whether a file is one of the dashboards that the settings name a folder for. */
export function isDashboard(path: string, { dashboards }: Layout): boolean {
  return dashboards !== undefined && /\.json$/i.test(path) && isInside(path, dashboards);
}

type PathFaults = { path: string; fault: Fault }[];

/** Reads dashboards as Grafana exports and as its API gives them. Other JSON is left alone. */
export function readDashboards(sources: readonly SourceText[], faults: PathFaults): Map<string, Dashboard> {
  const found = new Map<string, Dashboard>();
  for (const { path, text } of sources) {
    const data = parse(text);
    if (data === undefined) {
      const message = 'Fix or remove this dashboard: it is not JSON.';
      faults.push({ path, fault: { ruleId: 'dashboard-known', message } });
      continue;
    }
    // The API puts the dashboard into an envelope.
    const body = isRecord(data['dashboard']) ? data['dashboard'] : data;
    const { uid, title } = body;
    if (typeof uid !== 'string' || uid === '') continue;
    const panels = new Map(
      listPanels(body['panels']).map(({ id, title: name }) => [String(id), String(name ?? '')]),
    );
    found.set(uid, { uid, title: typeof title === 'string' ? title : uid, path, panels });
  }
  return found;
}

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const data: unknown = JSON.parse(text);
    return isRecord(data) ? data : {};
  } catch {
    return undefined;
  }
}

/** Panels, and those inside rows that are folded. */
function listPanels(panels: unknown): Record<string, unknown>[] {
  if (!Array.isArray(panels)) return [];
  const own = panels.filter(isRecord);
  return own.flatMap((panel) => [
    panel,
    ...(Array.isArray(panel['panels']) ? panel['panels'].filter(isRecord) : []),
  ]);
}
