import type { MDXInstance } from 'astro';

/** A page of opsbook's own manual: part of the program, compiled with it. */
export interface ManualPage {
  readonly title: string;
  readonly summary: string;
  readonly Content: MDXInstance<Record<string, unknown>>['Content'];
}

/** A part of the manual: pages for somebody who does one thing. */
export interface ManualPart {
  readonly name: string;
  /** Ids of its pages in their order. */
  readonly pages: readonly string[];
}

/** The manual's parts in the order in which a newcomer needs them. A page in none of them ends the compilation. */
export const MANUAL_PARTS: readonly ManualPart[] = [
  {
    name: 'Begin',
    pages: ['install', 'ten-minutes', 'first-runbook', 'adopting', 'dialects', 'migrating', 'comparison'],
  },
  {
    name: 'Write',
    pages: ['snippets', 'values', 'components', 'services-and-teams', 'alert-links', 'links', 'names'],
  },
  { name: 'Check and review', pages: ['checks', 'verifying', 'pull-requests', 'review'] },
  {
    name: 'During an incident',
    pages: ['searching', 'incident-desk', 'running', 'run-from-the-page', 'offline'],
  },
  { name: 'Publish', pages: ['publishing', 'hosting', 'agents', 'security'] },
  { name: 'Look up', pages: ['command-line', 'settings', 'frontmatter', 'troubleshooting', 'upgrading'] },
];

/** The references, which have pages of their own. */
export const REFERENCES: ReadonlyMap<string, Pick<ManualPage, 'title' | 'summary'>> = new Map([
  ['settings', { title: 'Settings', summary: 'Every key of opsbook.yaml.' }],
  [
    'frontmatter',
    { title: 'Fields', summary: 'Every field of runbooks, services, teams, severities and opsbook.yaml.' },
  ],
]);

/** The front of a manual page, which its author wrote and no reader can. */
type Front = Pick<ManualPage, 'title' | 'summary'>;

const modules = import.meta.glob<MDXInstance<Front>>('./manual/*.mdx', { eager: true });
const listed = MANUAL_PARTS.flatMap(({ pages }) => pages);

/** Every page of the manual in its order, by id. */
export const manual: ReadonlyMap<string, ManualPage> = new Map(
  Object.entries(modules)
    .map(([path, { frontmatter, Content }]): [string, ManualPage] => [
      path.slice('./manual/'.length, -'.mdx'.length),
      { ...frontmatter, Content },
    ])
    .sort(([a], [b]) => placeOf(a) - placeOf(b)),
);

function placeOf(id: string): number {
  const place = listed.indexOf(id);
  if (place === -1) throw new Error(`src/site/manual.ts names no part of the manual for ${id}.mdx`);
  return place;
}
