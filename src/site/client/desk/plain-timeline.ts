import type { Incident } from '../../../run/incident.ts';
import { addToTimeline } from '../../../run/timeline.ts';

/** The record as Markdown without a template, for where the page of the incident cannot be had. */
export function plainTimeline(incident: Incident): string {
  const { title, begunAt, severity } = incident;
  const facts = [
    `- Begun: ${begunAt.slice(0, 19).replace('T', ' ')} UTC`,
    ...(severity ? [`- Severity: ${severity.title}`] : []),
  ];
  const head = `# Incident ${begunAt.slice(0, 10)}: ${title}\n\n${facts.join('\n')}\n\n## Timeline\n`;
  return incident.entries.reduce(addToTimeline, head);
}
