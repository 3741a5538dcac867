import type { WholePage } from './entries.ts';

/** A line of the outline: a section, or one step with the heading that is its own. */
export interface OutlineLine {
  /** 2 for a section, 3 for what is in it. */
  readonly depth: number;
  readonly text: string;
  readonly anchor: string;
  /** The name of the step, where the line is one. */
  readonly step?: string;
}

/** One line a step: a heading over a single step stands for it, and several steps below one have their own names. */
export function outlineOf({
  headings,
  steps,
}: Pick<WholePage, 'headings' | 'steps'>): readonly OutlineLine[] {
  return headings
    .filter(({ depth }) => depth === 2 || depth === 3)
    .flatMap((heading): OutlineLine[] => {
      const own = steps.filter(({ section }) => section === heading.anchor);
      const [only] = own;
      if (heading.depth === 3 && only && own.length === 1) return [{ ...heading, step: only.name }];
      const lines = own.map(({ name }) => ({
        depth: 3,
        text: name.replaceAll('-', ' '),
        anchor: name,
        step: name,
      }));
      return [heading, ...lines];
    });
}
