import { isSession } from '../runbook/languages.ts';
import { isEndless } from '../shell/find-waits.ts';
import { parseScript } from '../shell/parse.ts';
import type { Step } from './plan.ts';

/** Whether what a step runs goes on until it is stopped, as `tail -f` and `MONITOR` do: then that is no failure. */
export function isFollowing({ way, code, snippet }: Pick<Step, 'way' | 'code' | 'snippet'>): boolean {
  if (way.kind === 'shell') return isEndless(parseScript(code));
  if (way.kind === 'none' || isSession(snippet.language)) return false;
  const isRedis = /^(redis|valkey)$/.test(snippet.language);
  const hasEndless = isRedis && code.split('\n').some((line) => isEndless(parseScript(`redis-cli ${line}`)));
  return hasEndless || (way.kind === 'pipe' && isEndless(parseScript(way.via)));
}
