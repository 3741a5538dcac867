import type { APIRoute, GetStaticPaths } from 'astro';
import { calendarOf } from '../../review-files.ts';
import { listCalendarOwners } from '../../reviews.ts';

export const getStaticPaths = (async () =>
  (await listCalendarOwners()).map((owner) => ({ params: { owner } }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ params }) => calendarOf(params['owner']);
