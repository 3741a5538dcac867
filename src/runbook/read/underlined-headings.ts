import { setextUnderline } from 'micromark-core-commonmark';
import type { Construct, Event, Extension, TokenizeContext } from 'micromark-util-types';

/**
 * A heading underlined with `===` or `---`. The grammar's own writes the whole page anew at each of them, so that
 * a page of a thousand took a thousand times as long as a page of one: here only the heading is.
 */
export const underlinedHeading: Construct = {
  ...setextUnderline,
  name: 'underlinedHeading',
  resolveTo(events, context) {
    const from = events.findLastIndex(([kind, { type }]) => kind === 'enter' && type === 'content');
    for (const event of resolved(events.splice(from), context)) events.push(event);
    return events;
  },
};

function resolved(events: Event[], context: TokenizeContext): Event[] {
  return setextUnderline.resolveTo?.(events, context) ?? events;
}

const [EQUALS, DASH] = [61, 45];

/** The same grammar, in the place of its own. */
export const underlinedHeadings: Extension = {
  flow: { [EQUALS]: [underlinedHeading], [DASH]: [underlinedHeading] },
  disable: { null: ['setextUnderline'] },
};
