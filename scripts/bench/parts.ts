import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gatherFacts } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { loadBook } from '../../src/runbook/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { judgeOneChange } from './change.ts';
import { askManyLinks, followInternalLinks } from './links.ts';
import { isMisspelling, isNamed, judgeMutants } from './mutants.ts';
import { weighFolder, weighPage } from './page-weight.ts';
import type { Weight } from './page-weight.ts';
import { runOpsbook } from './run-command.ts';
import type { Ran } from './run-command.ts';
import { bytes, seconds } from './table.ts';
import type { Row } from './table.ts';

/** Folders that belong to one run of the bench. */
export interface Place {
  readonly root: string;
  readonly site: string;
  readonly cache: string;
}

/** What `npm run bench -- <part>` can be told, in the order of the table. Add yours here. */
export const PARTS: Readonly<Record<string, (place: Place) => Promise<readonly Row[]>>> = {
  parse: async ({ root }) => [
    inProcess('parse, in process', await timeThrice(() => loadBook(folderReader(root)))),
  ],
  lint: async (place) => {
    const book = await loadBook(folderReader(place.root));
    const times = await timeThrice(async () => lintBook(book, { rules, facts: await gatherFacts(book) }));
    const ran = await runOpsbook(['lint', '--quiet', '--root', place.root], place.cache);
    return [inProcess('lint, in process', times), command('opsbook lint', ran)];
  },
  change: async ({ root, cache }) => {
    const [first, again] = await judgeOneChange(root, cache);
    return [
      ...(first ? [command('lint --changed-since, one runbook', first)] : []),
      ...(again ? [command('the same again', again)] : []),
    ];
  },
  links: async () => {
    const { seconds: asking, grownBy } = await askManyLinks(10_000);
    return [
      {
        what: '5,000 links in 1,000 pages',
        figure: seconds(await followInternalLinks()),
        note: 'on top of parsing',
      },
      {
        what: '10,000 links to a local server',
        figure: seconds(asking),
        note: `memory grew by ${Math.round(grownBy)} MB over the last nine tenths`,
      },
    ];
  },
  mutants: async () => {
    const judged = await judgeMutants('content', { seed: 7, count: 300 });
    const misspelt = judged.filter((one) => isMisspelling(one) && one.doubts.length > 0);
    const caught = judged.filter(({ doubts }) => doubts.length > 0).length;
    return [
      { what: 'broken commands caught', figure: share(caught, judged.length), note: 'of the demo book' },
      {
        what: 'the right name suggested',
        figure: share(misspelt.filter(isNamed).length, misspelt.length),
        note: 'of the misspelt ones',
      },
    ];
  },
  build: async (place) => {
    const cold = await build(place);
    const unchanged = await build(place);
    await editOne(place.root);
    return [
      command('opsbook build, cold', cold),
      command('opsbook build, nothing changed', unchanged),
      command('opsbook build, one runbook edited', await build(place)),
    ];
  },
  weight: async (place) => {
    await buildOnce(place);
    const pages = await readdir(join(place.site, 'runbooks'), { recursive: true });
    const page = pages.filter((path) => path.endsWith('index.html')).sort()[100] ?? '';
    const { html, css, js } = await weighPage(place.site, join('runbooks', page));
    return [
      weight('a runbook page, HTML', html),
      weight('a runbook page, CSS', css),
      weight('a runbook page, JavaScript', js),
    ];
  },
  search: async (place) => {
    await buildOnce(place);
    const symptoms = await weighFolder(join(place.site, 'search'));
    const index = await weighFolder(join(place.site, 'pagefind'));
    const { raw, compressed } = await weighFolder(place.site);
    return [
      weight('index of symptoms', symptoms, `${symptoms.files} files`),
      weight('full-text index', index, `${index.files} files; a search loads a few of them`),
      weight('whole site', { raw, compressed }),
    ];
  },
};

function share(part: number, all: number): string {
  return `${part} of ${all}`;
}

function build({ root, site, cache }: Place): Promise<Ran> {
  return runOpsbook(['build', '--root', root, '--out', site], cache);
}

/** The parts that look at a site use the one that the part `build` left, if it ran. */
async function buildOnce(place: Place): Promise<void> {
  const isBuilt = await readdir(place.site).catch(() => []);
  if (isBuilt.length > 0) return;
  const { status, said } = await build(place);
  if (status !== 0) throw new Error(`The generated book could not be built.\n${said}`);
}

async function editOne(root: string): Promise<void> {
  const path = join(root, 'content/runbooks/checkout/checkout-api-disk-full.mdx');
  const text = await readFile(path, 'utf8');
  await writeFile(path, text.replace('## Impact\n', '## Impact\n\nA sentence that was not there before.\n'));
}

async function timeThrice(work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let run = 0; run < 3; run += 1) {
    const start = performance.now();
    await work();
    times.push((performance.now() - start) / 1000);
  }
  return times;
}

/** The first time counts, as a command does its work only once; later ones show what compiling took. */
function inProcess(what: string, [first = 0, ...later]: readonly number[]): Row {
  return { what, figure: seconds(first), note: `then ${later.map(seconds).join(', ')}` };
}

function command(what: string, { status, seconds: took, peak, said }: Ran): Row {
  if (status !== 0) return { what, figure: 'failed', note: said.trim().split('\n').at(-1) ?? '' };
  return { what, figure: seconds(took), note: `peak ${Math.round(peak)} MB` };
}

function weight(what: string, { raw, compressed }: Weight, more?: string): Row {
  return { what, figure: bytes(compressed), note: `gzip; ${bytes(raw)} as it is${more ? `; ${more}` : ''}` };
}
