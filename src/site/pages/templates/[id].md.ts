import type { APIRoute } from 'astro';
import { theOne } from '../../the-one.ts';

/** A template as it is written: to copy, or to keep as a file. */
export const GET: APIRoute = ({ locals }) => {
  const text = theOne(locals.book.templateAsWritten(locals.shown['id'] ?? ''), locals);
  return new Response(text, { headers: { 'Content-Type': 'text/markdown; charset=utf-8' } });
};
