import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import * as z from 'zod';
import { factsEntry, pageEntry } from './entries.ts';
import { factsLoader, pageLoader } from './loader.ts';
import { ruleLoader } from './rule-loader.ts';

export const collections = {
  pages: defineCollection({ loader: pageLoader(), schema: pageEntry }),
  facts: defineCollection({ loader: factsLoader(), schema: factsEntry }),
  rules: defineCollection({
    loader: ruleLoader(),
    schema: z.object({ summary: z.string(), level: z.string(), isFirm: z.boolean() }),
  }),
  manual: defineCollection({
    loader: glob({ pattern: '*.mdx', base: new URL('./manual', import.meta.url) }),
    schema: z.object({ title: z.string(), summary: z.string(), order: z.number() }),
  }),
};
