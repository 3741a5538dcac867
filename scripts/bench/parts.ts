import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBookRules, readContract } from '../../src/alerts/contract.ts';
import { gatherFacts, NO_FACTS } from '../../src/lint/facts.ts';
import { lintBook } from '../../src/lint/lint.ts';
import { rules } from '../../src/lint/rules/index.ts';
import { loadBook } from '../../src/runbook/read/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';
import { judgeOneChange } from './change.ts';
import { askManyLinks, followInternalLinks } from './links.ts';
import { measureGoals } from './goals.ts';
import { measureAgents } from './agents.ts';
import { writeBenchRules } from './alert-rules.ts';
import { writeBenchBook } from '../bench-book.ts';
import { benchSearch } from '../bench-search.ts';
import type { SearchFigures } from '../bench-search.ts';
import { timeFirstPrompt } from './first-prompt.ts';
import { runFlood } from './flood.ts';
import { isMisspelling, isNamed, judgeMutants } from './mutants.ts';
import { weighFolder, weighPage } from './page-weight.ts';
import type { Weight } from './page-weight.ts';
import { BENCH_TODAY, writeReviewHistory } from './review-history.ts';
import { measurePageRuns } from './page-run.ts';
import { runOpsbook } from './run-command.ts';
import type { Ran } from './run-command.ts';
import { bytes, seconds } from './table.ts';
import { judgeBenchNames } from './world.ts';
import type { Row } from './table.ts';

/** Folders that belong to one run of the bench. */
export interface Place {
  readonly root: string;
  readonly site: string;
  readonly cache: string;
  /** Where Starlight is installed, to compare with. */
  readonly starlight?: string;
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
  names: async ({ root }) => {
    // A book of its own: what lies beside it would be read by the other parts too.
    const own = `${root}-names`;
    await cp(root, own, { recursive: true });
    const { cpu, names, things } = await judgeBenchNames(own);
    await rm(own, { recursive: true });
    return [
      {
        what: 'names against 500 manifests, 50 services',
        figure: `${cpu.toFixed(2)} CPU-s`,
        note: `${names} names, ${things} things, on top of lint`,
      },
    ];
  },
  alerts: async ({ root }) => {
    // A book of its own: the other parts take the generated one as it is.
    const own = `${root}-alerts`;
    await cp(root, own, { recursive: true });
    await rm(join(own, 'content/alerts'), { recursive: true });
    const { rules: count, files } = await writeBenchRules(own);
    const book = await loadBook(folderReader(own));
    // Copies, since the rules of one source are read only once.
    const reading = await timeThrice(() =>
      readBookRules({ ...book, alertRules: book.alertRules.map((source) => ({ ...source })) }),
    );
    const given = readBookRules(book);
    const judged = await timeThrice(() => {
      const facts = { ...NO_FACTS, alerts: readContract(book, { reading: given }) };
      return lintBook(book, { rules, only: ALERT_RULES, facts });
    });
    return [
      inProcess(`${count} alert rules in ${files} files, read`, reading),
      inProcess('the contract with the runbooks', judged),
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
  run: async ({ root, cache }) => {
    const times: number[] = [];
    for (let count = 0; count < 3; count += 1)
      times.push(await timeFirstPrompt(root, 'checkout/checkout-api-disk-full'));
    return [
      inProcess('opsbook run, first prompt', times),
      command('opsbook run, 1 GB of output', await runFlood(2 ** 30, cache)),
    ];
  },
  'page-run': async ({ cache }) => {
    const { page, terminal, flood } = await measurePageRuns(cache);
    const middle = (times: readonly number[]): number => times[Math.floor(times.length / 2)] ?? 0;
    const more = Math.round((middle(page) - middle(terminal)) * 1000);
    return [
      {
        what: 'Run in the page, to the first letter',
        figure: seconds(middle(page)),
        note: `in a terminal ${seconds(middle(terminal))}: ${more} ms more, and 50 are allowed`,
      },
      {
        what: 'Run in the page, 1 GB of output',
        figure: seconds(flood.seconds),
        note: `peak of the service ${Math.round(flood.peak)} MB, ${Math.round(flood.before)} MB before it`,
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
  demo: async ({ site, cache }) => {
    const own = `${cache}-demo`;
    const run = (...words: string[]): Promise<Ran> => runOpsbook([...words, '--root', '.'], own);
    const built = await run('build', '--out', `${site}-demo`);
    await rm(own, { recursive: true, force: true });
    return [
      command('the demo book, build, cold', built),
      command('the demo book, lint, cold', await run('lint', '--quiet')),
    ];
  },
  agents: measureAgents,
  goals: measureGoals,
  large: async ({ root, site, cache }) => {
    const large = `${root}-large`;
    await writeBenchBook(large, { runbooks: 5_000, seed: 1 });
    const own = `${cache}-large`;
    return [
      command(
        '5,000 runbooks, build, cold',
        await runOpsbook(['build', '--root', large, '--out', `${site}-large`], own),
      ),
      command('5,000 runbooks, lint', await runOpsbook(['lint', '--quiet', '--root', large], own)),
      ...(await reviewLarge(large, own)),
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
  review: async ({ root, cache }) => {
    const book = `${root}-reviewed`;
    await cp(root, book, { recursive: true });
    await writeReviewHistory(book);
    const status = ['review', 'status', '--root', book, '--today', BENCH_TODAY];
    const ran = await runOpsbook(status, cache);
    return [
      command('opsbook review status', ran),
      { what: '  of 20,000 commits over five years', figure: '' },
    ];
  },
  engines: async () => (await benchSearch()).map(engineRow),
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

/** The quarter's worksheets of a large book with a history; goals: 6 s of CPU, 300 MB. */
async function reviewLarge(large: string, cache: string): Promise<readonly Row[]> {
  await writeReviewHistory(large);
  const asked = ['--root', large, '--today', BENCH_TODAY];
  return [
    command('5,000 runbooks, review start', await runOpsbook(['review', 'start', ...asked], cache)),
    command('5,000 runbooks, review status', await runOpsbook(['review', 'status', ...asked], cache)),
  ];
}

/** The rules of the linter that look at alert rules. */
const ALERT_RULES: ReadonlySet<string> = new Set(
  rules.map(({ id }) => id).filter((id) => /^alert-|^runbook-url-/.test(id)),
);
/** One engine on one generated book, beside its goals: 80 KB at 600 pages, 150 KB at 5,000, 15 ms. */
function engineRow({ pages, engine, ...one }: SearchFigures): Row {
  const time = (ms: number | undefined): string => (ms === undefined ? '–' : `${ms.toFixed(1)} ms`);
  const symptoms = one.symptomIndex === undefined ? '' : `; with the symptoms ${bytes(one.symptomIndex)}`;
  const notes = [
    `before the first answer${symptoms}`,
    `all of it ${bytes(one.gzip)} gzip, ${bytes(one.raw)} as it is`,
    `built in ${seconds(one.build / 1000)}`,
    `a query p50 ${time(one.p50)}, p95 ${time(one.p95)} in Node`,
    `p50 ${time(one.browser?.p50)}, p95 ${time(one.browser?.p95)} in Chromium`,
  ];
  return { what: `${engine}, ${pages} pages`, figure: bytes(one.beforeFirstAnswer), note: notes.join('; ') };
}

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
  if (status !== 0)
    throw new Error(`The generated book could not be built: ${said.trim().split('\n').at(-1) ?? ''}`);
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

function command(what: string, { status, seconds: took, cpu, peak, said }: Ran): Row {
  if (status !== 0) return { what, figure: 'failed', note: said.trim().split('\n').at(-1) ?? '' };
  return { what, figure: seconds(took), note: `${cpu.toFixed(1)} s of CPU, peak ${Math.round(peak)} MB` };
}

function weight(what: string, { raw, compressed }: Weight, more?: string): Row {
  return { what, figure: bytes(compressed), note: `gzip; ${bytes(raw)} as it is${more ? `; ${more}` : ''}` };
}
