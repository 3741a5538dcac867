import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { parseGuide } from '../../src/runbook/read/parse.ts';
import type { Snippet } from '../../src/runbook/read/snippet.ts';
import { writeOwnColours } from '../../src/site/render/own-colours.ts';
import { ROOT } from './source-digest.ts';

// The thread that colours, once, what every site would have to colour: it starts when it is imported, as threads do.
const [rules, manual] = await Promise.all(
  ['src/lint/rules/*.md', 'src/site/manual/*.mdx'].map(async (pattern) =>
    Promise.all(globSync(pattern, { cwd: ROOT }).sort().map(fencesOf)),
  ),
);
// In the order in which a site draws them: the grammar of MDX shows more where JavaScript's is there.
const fences = (manual ?? []).toReversed().flat();
const colours = await writeOwnColours([...fences.map((fence) => [fence]), ...(rules ?? []).toReversed()]);
parentPort?.postMessage(JSON.stringify(colours));

async function fencesOf(path: string): Promise<readonly Snippet[]> {
  const text = await readFile(join(ROOT, path), 'utf8');
  return parseGuide({ path, text, faults: [] }, path).snippets;
}
