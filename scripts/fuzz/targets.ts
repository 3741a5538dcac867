import type { FuzzTarget } from './target.ts';
import { alertRules } from './targets/alert-rules.ts';
import { contexts } from './targets/contexts.ts';
import { lint } from './targets/lint.ts';
import { longLines } from './targets/long-lines.ts';
import { ranges } from './targets/ranges.ts';
import { render } from './targets/render.ts';
import { search } from './targets/search.ts';
import { values } from './targets/values.ts';
import { writers } from './targets/writers.ts';

/** Everything that `npm run fuzz` attacks. Add yours here. */
export const TARGETS: readonly FuzzTarget[] = [
  alertRules,
  contexts,
  lint,
  longLines,
  ranges,
  render,
  search,
  values,
  writers,
];
