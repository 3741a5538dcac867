import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parentPort } from 'node:worker_threads';
import { parseGuide } from '../../src/runbook/read/parse.ts';
import type { Snippet } from '../../src/runbook/read/snippet.ts';
import { writeOwnColours } from '../../src/site/render/own-colours.ts';
import type { OwnPages } from './draw-own.ts';
import { drawRules } from './draw-rules.ts';
import { ROOT } from './source-digest.ts';

// The thread that draws, once, what every site would have to draw: it starts when it is imported, as threads do.
const manual = await Promise.all(globSync('src/site/manual/*.mdx', { cwd: ROOT }).sort().map(fencesOf));
// In the order in which a site draws them: the grammar of MDX shows more where JavaScript's is there.
const colours = await writeOwnColours(
  manual
    .toReversed()
    .flat()
    .map((fence) => [fence]),
);
const drawn: OwnPages = { colours: JSON.stringify(colours), rules: JSON.stringify(await drawRules()) };
parentPort?.postMessage(drawn);

async function fencesOf(path: string): Promise<readonly Snippet[]> {
  const text = await readFile(join(ROOT, path), 'utf8');
  return parseGuide({ path, text, faults: [] }, path).snippets;
}
