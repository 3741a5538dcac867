import type { Word } from './script.ts';
import { awaitsCommand, programName, unwrap } from './unwrap.ts';

/** `… | xargs setsid`, `… | xargs -I{} nice {}`: the first word of what comes in is run. */
export function runsItsInput(words: readonly Word[]): boolean {
  const at = words.findIndex((word) => programName(word) === 'xargs');
  if (at < 0) return false;
  const own: readonly Word[] = words.slice(at);
  let last = own;
  for (let inner: readonly Word[] | undefined = last; inner !== undefined && inner.length > 0;) {
    last = inner;
    inner = unwrap(last).flatMap((one) => ('words' in one ? [one.words] : []))[0];
  }
  return (
    last !== own && (awaitsCommand(last) || /^(?:\{\}|%)$/.test(last[0]?.value ?? '') || putsInScript(last))
  );
}

/** `xargs -I{} sh -c 'ls {}'`. */
function putsInScript(words: readonly Word[]): boolean {
  return unwrap(words).some((one) => 'script' in one && /\{\}|%/.test(one.script.value));
}
