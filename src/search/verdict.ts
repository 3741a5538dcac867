import type { OpenIndex } from './open-index.ts';
import type { Evidence, Result } from './results.ts';

/** `perhaps`: similar, but not clearly meant. `nothing`: not even that. */
export type Verdict = 'matches' | 'perhaps' | 'nothing';

/** Judges how sure the first result is. */
export function judge(results: readonly Result[], { ranked }: Evidence, _index: OpenIndex): Verdict {
  const first = results[0];
  if (!first) return 'nothing';
  if (first.why.kind !== 'words') return 'matches';
  return (ranked[0]?.covered ?? 0) >= 0.5 ? 'matches' : 'perhaps';
}
