import type { APIRoute } from 'astro';
import { listLines } from '../../lists/list-lines.ts';
import { isListName } from '../../lists/list-names.ts';
import { theOne } from '../../the-one.ts';

/** Every line of a list, for the box that narrows it. */
export const GET: APIRoute = ({ locals }) => {
  const { list = '' } = locals.shown;
  const groups = theOne(isListName(list) ? listLines(list, locals.book) : undefined, locals).map(
    ({ name, items }) => ({
      name,
      lines: items.map(({ text, address, aside = '', isCode = false }) => [
        text,
        locals.at(address),
        aside,
        ...(isCode ? [1] : []),
      ]),
    }),
  );
  return new Response(JSON.stringify(groups), { headers: { 'Content-Type': 'application/json' } });
};
