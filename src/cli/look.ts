import type { Colours } from './colours.ts';

/** How a text is shown: its colours, and the columns that prose may take; without them lines are as written. */
export interface Look {
  readonly colours: Colours;
  readonly width?: number | undefined;
}
