import type { ComponentUse } from '../read/component-use.ts';

/** The site's own ids have a colon after one of these words: no author's id may stand in their place. */
const OWN = /^(?:site|value|tabs|user-content):/i;
/** No address needs a longer one. */
const LONGEST_ID = 200;

/**
 * The id that an author gave to an element, where it may be kept: as `id`, or as the `name` of an `<a>`, which is how
 * HTML once wrote it. A `name` never is: it would put the element in the place of a property of `document`.
 */
export function authorId(tag: Pick<ComponentUse, 'name' | 'attributes'>): string | undefined {
  const id = tag.attributes['id'] || (tag.name === 'a' ? tag.attributes['name'] : undefined);
  if (id === undefined || id === '' || id.length > LONGEST_ID) return undefined;
  return /\s/.test(id) || OWN.test(id) ? undefined : id;
}
