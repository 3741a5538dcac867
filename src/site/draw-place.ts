import { loadRender } from './compiled.ts';
import { drawTexts } from './draw.ts';
import type { OpenSite } from './open-site.ts';
import type { Place } from './places.ts';
import { noteQuestions } from './questions.ts';
import type { Question } from './questions.ts';

/** Where a site is published. */
export interface Published {
  /** `/`, or `/ops/`. */
  readonly base: string;
  readonly url: string | undefined;
  /** Whether its author looks at it while writing: pages then listen for what changes. */
  readonly isPreview?: boolean;
}

/** A page as it was drawn, and what it was drawn of. */
export interface Drawn {
  readonly status: number;
  readonly type: string;
  readonly body: Uint8Array;
  readonly questions: ReadonlySet<Question>;
  /** Files of the book that it shows. */
  readonly files: ReadonlySet<string>;
}

/** Draws the pages of a site, one at a time. */
export type DrawPlace = (place: Place, site: OpenSite) => Promise<Drawn>;

/** Opens what draws pages: it costs as much as hundreds of them. */
export async function openDrawing({ base, url, isPreview = false }: Published): Promise<DrawPlace> {
  const render = await loadRender(base);
  const prefix = base.replace(/\/$/, '');
  const at = (address: string): string => prefix + address;
  return async ({ address, route, shown, twin }, site) => {
    const questions = new Set<Question>();
    const files = new Set<string>();
    const book = noteQuestions(site.book, questions);
    const { pages, commandsOf } = site;
    const draw = drawTexts({ book, base, pages, commandsOf, onFile: (path) => void files.add(path) });
    const response = await render(route, {
      ...{ base, url, isPreview, address, shown, at, book, draw },
      twin: twin === undefined ? undefined : at(twin),
    });
    return {
      status: response.status,
      type: response.headers.get('Content-Type') ?? 'text/html',
      body: new Uint8Array(await response.arrayBuffer()),
      questions,
      files,
    };
  };
}
