import type { MDXInstance } from 'astro';

/** A page of opsbook's own manual: part of the program, compiled with it. */
export interface ManualPage {
  readonly title: string;
  readonly summary: string;
  readonly order: number;
  readonly Content: MDXInstance<Record<string, unknown>>['Content'];
}

/** The front of a manual page, which its author wrote and no reader can. */
type Front = Pick<ManualPage, 'title' | 'summary' | 'order'>;

const modules = import.meta.glob<MDXInstance<Front>>('./manual/*.mdx', { eager: true });

/** Every page of the manual in its order, by id. */
export const manual: ReadonlyMap<string, ManualPage> = new Map(
  Object.entries(modules)
    .map(([path, { frontmatter, Content }]): [string, ManualPage] => [
      path.slice('./manual/'.length, -'.mdx'.length),
      { ...frontmatter, Content },
    ])
    .sort(([, a], [, b]) => a.order - b.order),
);
