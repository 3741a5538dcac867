import type { APIRoute } from 'astro';
import { sitemapOf } from '../sitemap.ts';

export const GET: APIRoute = ({ locals }) => sitemapOf(locals);
