import type { Element } from 'hast';
import { h } from 'hastscript';

/** A box to tick when a step is done; of no use without JavaScript, and not there then. */
export function tickBox(step: string): Element {
  return h('label', { class: 'tick js-only' }, [
    h('input', { type: 'checkbox', ariaLabel: `Done: ${step}`, autoComplete: 'off' }),
  ]);
}
