import type { Element } from 'hast';
import { h } from 'hastscript';

/** Radio buttons drawn as tabs: they work from the keyboard and without JavaScript. */
export function tabBar(name: string, legend: string, labels: readonly string[]): Element {
  const tabs = labels.map((label, index) =>
    h('label', { class: 'tab' }, [
      h('input', { type: 'radio', name, value: label, checked: index === 0 }),
      h('span', label),
    ]),
  );
  return h('fieldset', { class: 'tabs' }, [h('legend', { class: 'visually-hidden' }, legend), ...tabs]);
}
