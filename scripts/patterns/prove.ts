import { isLinearByPaths } from './is-linear-by-paths.ts';
import type { Pattern } from './list-patterns.ts';

/** What is known of a regular expression; `unknown` is what nobody has a proof for. */
export type Verdict = 'linear' | 'superlinear' | 'unknown';

/** By its ways through a text, or by recheck and its proof with automata: what that calls safe, it has proved to be linear. */
export async function prove(pattern: Pattern): Promise<Verdict> {
  return isLinearByPaths(pattern) ? 'linear' : askRecheck(pattern);
}

/** What recheck says. */
export async function askRecheck({ source, flags }: Pick<Pattern, 'source' | 'flags'>): Promise<Verdict> {
  // Everywhere the same: the other backends are programs for some platforms.
  process.env['RECHECK_BACKEND'] = 'pure';
  const { checkSync } = await import('recheck');
  // The limit is there for what never ends; most take far less than a second.
  const { status } = checkSync(source, flags, { checker: 'automaton', timeout: 20_000, recallLimit: 0 });
  if (status === 'safe') return 'linear';
  return status === 'vulnerable' ? 'superlinear' : 'unknown';
}
