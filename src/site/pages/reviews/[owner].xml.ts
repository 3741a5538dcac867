import type { APIRoute } from 'astro';
import { feedOf } from '../../review-answers.ts';

export const GET: APIRoute = ({ locals }) => feedOf(locals, locals.shown['owner']);
