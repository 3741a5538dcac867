import type { Root } from 'mdast';
import { walk } from '../read/walk.ts';

// Matches `refs:` at the start of a line of the frontmatter, up to the next key.
const REFS = /^refs:[ \t]*\r?\n((?:[ \t-].*\r?\n|\r?\n)*)/m;
// Matches `  add-integration:`, and `      destination: /docs/x/`.
const NAME = /^[ \t]+([\w-]+):[ \t]*$/;
const DESTINATION = /^[ \t]+(?:- )?destination:[ \t]*["']?([^\s"'#][^\s"']*)/;

/**
 * Grafana's pages name their links in the frontmatter, one address for each site that shows them:
 * `[integrations](ref:integrations)` with `refs: { integrations: [{ pattern: …, destination: … }] }`.
 */
export function readRefs(tree: Root, text: string): void {
  if (!text.includes('ref:') || !text.startsWith('---')) return;
  const end = text.indexOf('\n---', 3);
  const refs = end < 0 ? new Map<string, string>() : refsOf(text.slice(0, end + 1));
  if (refs.size === 0) return;
  walk(tree, (node) => {
    if (node.type !== 'link' && node.type !== 'definition') return;
    const [, name = '', anchor = ''] = /^ref:([^#]*)(#.*)?$/.exec(node.url) ?? [];
    const address = refs.get(name);
    if (address !== undefined) node.url = `${address}${anchor}`;
  });
}

/** The first address of each name. */
function refsOf(front: string): Map<string, string> {
  const refs = new Map<string, string>();
  let name: string | undefined;
  for (const line of (REFS.exec(front)?.[1] ?? '').split('\n')) {
    name = NAME.exec(line.trimEnd())?.[1] ?? name;
    const address = DESTINATION.exec(line)?.[1];
    // `<VERSION>` is filled in when their site is built.
    if (address !== undefined && name !== undefined && !refs.has(name))
      refs.set(name, address.replace(/<[A-Z_]+>\//g, ''));
  }
  return refs;
}
