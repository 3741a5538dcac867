/** What the page of the incident knows of the book, as `incident.astro` wrote it. */
export interface BookFacts {
  readonly templates: { readonly incident: string; readonly handoff: string; readonly update: string };
  readonly severities: readonly SeverityFacts[];
  readonly teams: Readonly<Record<string, TeamFacts>>;
  readonly services: Readonly<Record<string, { readonly name: string; readonly owner: string }>>;
}

export interface SeverityFacts {
  readonly id: string;
  readonly title: string;
  readonly respond?: string;
  readonly respondWithin?: string;
  readonly updateEvery?: string;
  readonly tell: readonly string[];
}

export interface TeamFacts {
  readonly name: string;
  readonly contact: readonly string[];
  /** The name of the team to call next. */
  readonly next?: string;
}

/** Reads them. */
export function readFacts(): BookFacts {
  const text = document.querySelector<HTMLElement>('[data-desk-page]')?.dataset['facts'] ?? '';
  // Written by the build that wrote this program.
  return JSON.parse(text) as BookFacts;
}
