import type { APIRoute } from 'astro';
import { calendarOf } from '../../review-files.ts';

export const GET: APIRoute = () => calendarOf();
