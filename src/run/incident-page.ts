import { fillTemplate } from './fill-template.ts';
import { noteFrontmatter } from './note-frontmatter.ts';

/** What the record of an incident begins with. */
export interface IncidentFacts {
  readonly title: string;
  readonly at: Date;
  /** The address of its ticket or channel. */
  readonly ref: string | undefined;
  /** The runbooks that were used, by id and title. */
  readonly runbooks: readonly { readonly id: string; readonly title: string }[];
  /** What no runbook had an answer for. */
  readonly missing: readonly string[];
  readonly who: string;
}

/** A record of an incident, or a review after it: frontmatter that a review can read, and the template. */
export function incidentPage(template: string, facts: IncidentFacts): string {
  const { title, at, ref, runbooks, missing } = facts;
  const frontmatter = noteFrontmatter({
    ...{ title, date: at.toISOString().slice(0, 10), ref },
    runbooks: runbooks.map(({ id }) => id),
  });
  const named = runbooks.map(({ id }) => `\`${id}\``);
  const body = fillTemplate(template, { ...facts, runbooks: named.length > 0 ? named : undefined });
  return `${frontmatter}\n${withRunbooks(body, runbooks, missing)}`;
}

/** Says which runbooks were used and what was missing, before the action items if there are any. */
function withRunbooks(body: string, runbooks: IncidentFacts['runbooks'], missing: readonly string[]): string {
  if (runbooks.length === 0 && missing.length === 0) return body;
  const lines = [
    '## Runbooks',
    '',
    ...runbooks.map(({ id, title }) => `- Used: \`${id}\`, ${title}. _What helped, and what did not_`),
    ...missing.map((text) => `- Missing: ${text}`),
  ];
  const items = missing.map((text) => `- [ ] Write what no runbook had: ${text}. _Owner, date_`);
  const section = `${lines.join('\n')}\n`;
  const at = /^## Action items[^\n]*$/im.exec(body);
  if (!at) return `${body}\n${section}${items.length > 0 ? `\n${items.join('\n')}\n` : ''}`;
  return `${body.slice(0, at.index)}${section}\n${body.slice(at.index).trimEnd()}\n${items.map((item) => `${item}\n`).join('')}`;
}

/** The name of the file of a record, as in `2026-11-29-checkout-answers-slowly.md`. @param suffix as in `-postmortem` */
export function recordName({ title, at }: Pick<IncidentFacts, 'title' | 'at'>, suffix = ''): string {
  return `${at.toISOString().slice(0, 10)}-${slugOf(title) || 'incident'}${suffix}.md`;
}

/** A name for a file, from a title: words in lower case with `-` between them. */
export function slugOf(title: string): string {
  const words =
    title
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words
    .join('-')
    .slice(0, 60)
    .replace(/-{1,60}$/, '');
}
