import type { Element } from 'hast';
import { h } from 'hastscript';

/** What stands in the place of something that is not rendered, with a link to it where it is elsewhere. */
export function refusal(what: string, link?: Element): Element {
  const text = `Not rendered: ${what}`;
  return h(
    'span',
    { class: 'refused' },
    link ? [`${text} of `, link, '. opsbook lint says why.'] : `${text}. opsbook lint says why.`,
  );
}
