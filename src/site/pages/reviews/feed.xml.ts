import type { APIRoute } from 'astro';
import { feedOf } from '../../review-files.ts';

export const GET: APIRoute = () => feedOf();
