import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Loader } from 'astro/loaders';
import { linkResolver } from '../runbook/links.ts';
import { parseGuide } from '../runbook/parse.ts';
import { sitePaths } from '../runbook/site-paths.ts';
import { rules } from '../lint/rules/index.ts';
import type { Facts } from './render/facts.ts';
import { createHighlight } from './render/highlight.ts';
import { renderPage } from './render/render-page.ts';
import { siteOptions } from './site-options.ts';

const FOLDER = join(import.meta.dirname, '../lint/rules');

/** Brings the page of every rule into the data store: the text that stands beside its code. */
export function ruleLoader(): Loader {
  return {
    name: 'opsbook-rules',
    async load({ store, parseData }) {
      const ids = rules.map(({ id }) => id);
      const links = linkResolver({
        places: [],
        paths: new Set(),
        shown: new Map(),
        sitePaths: sitePaths(ids),
      });
      const { base } = siteOptions();
      const facts: Facts = { services: new Map(), alertRules: [], links, drawings: new Map(), base };
      const highlight = await createHighlight(['mdx', 'md', 'yaml', 'bash', 'sql', 'json', 'text']);
      for (const { id, summary, level, isFirm = false } of rules) {
        const text = await readFile(join(FOLDER, `${id}.md`), 'utf8').catch(() => `# ${id}\n\n${summary}.\n`);
        const page = parseGuide({ path: `${id}.md`, text, faults: [] }, id);
        const { html } = renderPage({ ...page, title: page.headings[0]?.text ?? id }, facts, highlight);
        store.set({
          id,
          data: await parseData({ id, data: { summary, level, isFirm } }),
          rendered: { html },
        });
      }
    },
  };
}
