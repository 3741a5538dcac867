import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Loader } from 'astro/loaders';
import { linkResolver } from '../runbook/links/links.ts';
import { parseGuide } from '../runbook/read/parse.ts';
import { sitePaths } from '../runbook/links/site-paths.ts';
import { rules } from '../lint/rules/index.ts';
import { programDigest } from './program-digest.ts';
import type { Facts } from './render/facts.ts';
import { createHighlight } from './render/highlight.ts';
import { renderPage } from './render/render-page.ts';
import { siteOptions } from './site-options.ts';

const FOLDER = join(import.meta.dirname, '../lint/rules');

/** Brings the page of every rule into the data store: the text that stands beside its code. */
export function ruleLoader(): Loader {
  return {
    name: 'opsbook-rules',
    async load({ store, parseData, generateDigest }) {
      const ids = rules.map(({ id }) => id);
      const links = linkResolver({
        places: [],
        paths: new Set(),
        shown: new Map(),
        sitePaths: sitePaths(ids),
      });
      const { base } = siteOptions();
      const facts: Facts = { services: new Map(), alertRules: [], links, drawings: new Map(), base };
      for (const id of store.keys()) if (!ids.includes(id)) store.delete(id);
      const stale: { rule: (typeof rules)[number]; text: string; digest: string }[] = [];
      for (const rule of rules) {
        const text = await readFile(join(FOLDER, `${rule.id}.md`), 'utf8');
        const digest = generateDigest({ program: programDigest(), base, ids, rule, text });
        if (store.get(rule.id)?.digest !== digest) stale.push({ rule, text, digest });
      }
      if (stale.length === 0) return;
      const highlight = await createHighlight(['mdx', 'md', 'yaml', 'bash', 'sql', 'json', 'text']);
      for (const { rule, text, digest } of stale) {
        const { id, summary, level, isFirm = false } = rule;
        const page = parseGuide({ path: `${id}.md`, text, faults: [] }, id);
        const { html } = renderPage({ ...page, title: page.headings[0]?.text ?? id }, facts, highlight);
        store.set({
          id,
          data: await parseData({ id, data: { summary, level, isFirm } }),
          rendered: { html },
          digest,
        });
      }
    },
  };
}
