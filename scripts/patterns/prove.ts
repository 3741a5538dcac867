import type { Pattern } from './list-patterns.ts';

/** What recheck says of a regular expression; `unknown` is what it has no proof for. */
export type Verdict = 'linear' | 'superlinear' | 'unknown';

/** Asks recheck, by its proof with automata: what it calls safe, it has proved to be linear. */
export async function prove({ source, flags }: Pattern): Promise<Verdict> {
  // Everywhere the same: the other backends are programs for some platforms.
  process.env['RECHECK_BACKEND'] = 'pure';
  const { checkSync } = await import('recheck');
  // The limit is there for what never ends; most take far less than a second.
  const { status } = checkSync(source, flags, { checker: 'automaton', timeout: 20_000, recallLimit: 0 });
  if (status === 'safe') return 'linear';
  return status === 'vulnerable' ? 'superlinear' : 'unknown';
}
