import type { APIRoute } from 'astro';
import { calendarOf } from '../../review-answers.ts';

export const GET: APIRoute = ({ locals }) => calendarOf(locals, locals.shown['owner']);
