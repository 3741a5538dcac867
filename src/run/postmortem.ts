import { timelineOf } from './timeline.ts';

/** What the text of a note says of its incident, for the review after it. */
export interface NotedIncident {
  readonly title: string | undefined;
  /** Ids of the runbooks whose steps it holds, or that it names. */
  readonly runbooks: readonly string[];
  /** What somebody or something wrote into its Timeline; what a template asks for is not among it. */
  readonly timeline: readonly string[];
  /** The day it began, as in `2026-11-29`. */
  readonly date: string | undefined;
  /** The time at which its Timeline begins, as in `10:03`, and the line with which it ends it. */
  readonly begun: string | undefined;
  readonly isResolved: boolean;
}

// Matches `# Incident 2026-11-29: Checkout answers slowly`.
const TITLE = /^# (?:Incident )?(?:(\d{4}-\d\d-\d\d): ?)?([^\n]{1,300})$/m;
// Matches `## Steps of worker/queue, run 2026-11-29 10:03:07 UTC by Mia`.
const STEPS = /^## Steps of (\S+), run (\d{4}-\d\d-\d\d) /gm;
// Matches `- Runbook: `worker/queue` (content/…), `b``.
const RUNBOOKS = /^- Runbooks?: ([^\n]{1,2000})$/m;
// Matches `- 10:03:07 UTC: …`, `* **2026-11-29 10:03** UTC: …`; not `- _HH:MM_ UTC: …`.
const TIMED = /^[-*] \*{0,2}(?:(\d{4}-\d\d-\d\d) )?(\d\d:\d\d)/;
const ASKED = /^[-*] _HH:MM_/;
const RESOLVED = /^[-*] [^\n]{0,60}?UTC[^\n]{0,5}?: (?:Fully )?[Rr]esolved\b/;

/** Reads a note of the desk, of `opsbook run --note` or of `opsbook new incident`, without its frontmatter. */
export function readNotedIncident(note: string): NotedIncident {
  const [, titled, title] = TITLE.exec(note) ?? [];
  const steps = [...note.matchAll(STEPS)];
  const named = [...(RUNBOOKS.exec(note)?.[1] ?? '').matchAll(/`([^`\s]+)`/g)].flatMap(([, id]) => id ?? []);
  const section = timelineOf(note);
  const first = section.findIndex((line) => /^[-*] /.test(line));
  const timeline = first < 0 ? [] : section.slice(first).filter((line) => !ASKED.test(line));
  const times = timeline.flatMap((line) => {
    const [, day, clock] = TIMED.exec(line) ?? [];
    return clock === undefined ? [] : [{ day, clock }];
  });
  const written = timeline.join('\n').trim() === '' ? [] : trimmed(timeline);
  return {
    title: title?.includes('_') ? undefined : title?.trim(),
    runbooks: [...new Set([...named, ...steps.flatMap(([, id]) => id ?? [])])],
    timeline: written,
    date: [titled, times[0]?.day, steps[0]?.[2]].find(
      (day) => day !== undefined && !Number.isNaN(Date.parse(`${day}T00:00:00Z`)),
    ),
    begun: times[0]?.clock,
    isResolved: timeline.some((line) => RESOLVED.test(line)),
  };
}

function trimmed(lines: readonly string[]): readonly string[] {
  const last = lines.findLastIndex((line) => line.trim() !== '');
  return lines.slice(0, last + 1);
}

/** A postmortem with the Timeline of a note in it: what its template asks for and the note says is asked no more. */
export function withNotedTimeline(
  page: string,
  { timeline, begun, date, isResolved }: NotedIncident,
): string {
  if (timeline.length === 0) return page;
  const lines = page.split('\n');
  const start = lines.findIndex((line) => /^## timeline\s*$/i.test(line));
  if (start < 0) return `${page.trimEnd()}\n\n## Timeline\n\n${timeline.join('\n')}\n`;
  const end = lines.findIndex((line, index) => index > start && line.startsWith('## '));
  const section = lines.slice(start + 1, end < 0 ? undefined : end);
  const filled = section.flatMap((line) => {
    if (/^[-*] _HH:MM_ UTC: Detected\b/.test(line) && begun !== undefined)
      return [line.replace('_HH:MM_', [date, begun].filter(Boolean).join(' '))];
    return isResolved && /^[-*] _HH:MM_ UTC: (?:Fully )?[Rr]esolved\b/.test(line) ? [] : [line];
  });
  // The note's lines come after what was detected, and before what is still asked for.
  const detected = filled.findIndex((line) => /UTC: Detected\b/.test(line));
  const asked = filled.findIndex((line) => ASKED.test(line));
  const text = filled.findLastIndex((line) => line.trim() !== '') + 1;
  const place = detected >= 0 ? detected + 1 : asked >= 0 ? asked : text;
  const isList = /^[-*] /.test(filled[place - 1] ?? '') || ASKED.test(filled[place] ?? '');
  const added = isList ? timeline : ['', ...timeline, ''];
  return [
    ...lines.slice(0, start + 1),
    ...filled.toSpliced(place, 0, ...added),
    ...(end < 0 ? [] : lines.slice(end)),
  ].join('\n');
}
