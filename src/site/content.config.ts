import { createRequire } from 'node:module';
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import * as z from 'zod';
import { factsEntry, pageEntry } from './entries.ts';
import type * as pageLoaders from './loader.ts';
import { reviewsEntry, worksheetEntry } from './review-entries.ts';
import type * as reviewLoaders from './review-loader.ts';
import type * as ruleLoaders from './rule-loader.ts';

// By Node itself: Astro would put each of the two hundred modules behind them through Vite, at every build.
const require = createRequire(import.meta.url);
const { factsLoader, pageLoader } = require('./loader.ts') as typeof pageLoaders;
const { reviewLoader, worksheetLoader } = require('./review-loader.ts') as typeof reviewLoaders;
const { ruleLoader } = require('./rule-loader.ts') as typeof ruleLoaders;

export const collections = {
  pages: defineCollection({ loader: pageLoader(), schema: pageEntry }),
  facts: defineCollection({ loader: factsLoader(), schema: factsEntry }),
  reviews: defineCollection({ loader: reviewLoader(), schema: reviewsEntry }),
  worksheets: defineCollection({ loader: worksheetLoader(), schema: worksheetEntry }),
  rules: defineCollection({
    loader: ruleLoader(),
    schema: z.object({ summary: z.string(), level: z.string(), isFirm: z.boolean() }),
  }),
  manual: defineCollection({
    loader: glob({ pattern: '*.mdx', base: new URL('./manual', import.meta.url) }),
    schema: z.object({ title: z.string(), summary: z.string(), order: z.number() }),
  }),
};
