import { whyNoParam } from './steering-names.ts';
import type { Placeholder } from './script.ts';

/** The param that a placeholder speaks of: `<pod name>` is POD_NAME; a sentence, crosses and dots name nothing. */
export function paramName({ form, name, text }: Placeholder): string | undefined {
  if (form === 'square' && isChoice(text)) return undefined;
  if (form === 'crosses' || form === 'ellipsis' || /[-=]{2}|^-/.test(name)) return undefined;
  const words = name.replace(/^your[-_ ]/i, '').replace(/([a-z])([A-Z])/g, '$1_$2');
  const upper = words.replace(/[^A-Za-z0-9]+/g, '_').toUpperCase();
  if (!/^[A-Z][A-Z0-9_]{0,28}[A-Z0-9]$/.test(upper) || upper.split('_').length > 4) return undefined;
  // `your-path` is no reason to ask for PATH, by which the shell finds every program.
  return whyNoParam(upper) !== undefined ? `${upper}_VALUE` : upper;
}

/** `[-n <namespace>]`, `[--force]`, `[options]`: flags that a command may have, and no value in the place of one word. */
export function isChoice(text: string): boolean {
  return /^\[(?:-|(?:options?|opts|flags?|args|arguments)\]$)/i.test(text);
}
