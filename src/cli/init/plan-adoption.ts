import { basename, join, relative } from 'node:path';
import { codeHost } from '../../tools/code-host.ts';
import { isLeftOut } from '../../tools/folder-reader.ts';
import { isThere } from '../../tools/find-root.ts';
import { listRepositoryFiles, readTexts, repositoryReader } from '../../tools/repository-files.ts';
import { isPageFile } from '../../runbook/links/page-file.ts';
import { adoptSettings } from './adopt-settings.ts';
import { findDashboards } from './find-dashboards.ts';
import { findPackage } from './find-package.ts';
import type { FoundPackage } from './find-package.ts';
import { findLinkedPages, findRuleFiles } from './find-rule-files.ts';
import { findRunbooks, loosePages } from './find-runbooks.ts';
import type { RunbookFolder } from './find-runbooks.ts';
import { githubWorkflow, gitlabJob } from './workflows.ts';

/** What fits a repository whose runbooks were there before opsbook. */
export interface Adoption {
  /** The folder of the book. */
  readonly root: string;
  readonly runbooks: RunbookFolder;
  /** Other folders with runbooks: a book has one. */
  readonly others: readonly RunbookFolder[];
  readonly rules: readonly string[];
  readonly dashboards: string | undefined;
  /** Texts by the whole path of the file; the baseline is not among them, since it comes of these. */
  readonly files: ReadonlyMap<string, string>;
  readonly baseline: string;
  /** A job to put into the pipeline of GitLab, and whether there is a pipeline. */
  readonly gitlab: { readonly job: string; readonly isThere: boolean } | undefined;
  /** Where the checks get opsbook from. */
  readonly source: FoundPackage;
}

/** What is there where no runbooks are: a first book is begun beside it. */
export interface Beginning {
  /** Globs of the alert rules below the folder that was asked about. */
  readonly rules: readonly string[];
  /** Pages that do not look like runbooks, and may be some all the same. */
  readonly loose: RunbookFolder | undefined;
}

/** The name of the baseline's file. */
const BASELINE = 'opsbook-baseline.json';

/** Folders of what only looks like the real thing. */
const PRETENDED = /^(tests?|__tests__|testdata|fixtures|examples?|samples?)$/i;

interface Asked {
  /** The folder that was named; without one the whole repository is looked through. */
  readonly named: string | undefined;
  readonly folder: string;
  readonly title: string | undefined;
}

/** Looks through a repository for runbooks and what goes with them. */
export async function planAdoption({ named, folder, title }: Asked): Promise<Adoption | Beginning> {
  const start = named ?? folder;
  if (!isThere(start)) return { rules: [], loose: undefined }; // a folder that init makes
  const repository = await listRepositoryFiles(start);
  const prefix = named === undefined ? '' : repository.prefix;
  const paths = repository.paths.filter(
    (path) => path.startsWith(prefix) && isOwn(path.slice(prefix.length)),
  );
  const { files } = await readTexts(repositoryReader(repository), paths);
  const texts = files.map(({ path, text }) => ({ path: path.slice(prefix.length), text }));
  const [runbooks, ...others] = findRunbooks(texts, findLinkedPages(texts));
  if (!runbooks) {
    const below = named === undefined ? repository.prefix : '';
    const own = texts
      .filter(({ path }) => path.startsWith(below))
      .map(({ path, text }) => ({ path: path.slice(below.length), text }));
    return { rules: findRuleFiles(own), loose: loosePages(own) };
  }
  const { top } = repository;
  const root = join(top, prefix);
  const dashboards = findDashboards(texts);
  const rules = findRuleFiles(texts);
  const hosted = await codeHost(top);
  const settings = adoptSettings({
    title: title ?? `${basename(root)} runbooks`,
    runbooks: runbooks.folder,
    hosted,
    rules,
    dashboards,
    schema: findSchema(root, top),
  });
  const source = await findPackage(root.replace(/\/$/, ''), top);
  const place = {
    root: prefix.replace(/\/$/, '') || '.',
    baseline: `${prefix}${BASELINE}`,
    install: source.install,
  };
  const hasPipeline = repository.paths.includes('.gitlab-ci.yml');
  const isGithubs = repository.paths.some((path) => path.startsWith('.github/'));
  // A young repository has no checks yet: its address says where they will run.
  const host = hasPipeline || isGithubs ? undefined : hosted?.host;
  return {
    root,
    runbooks,
    others,
    rules,
    dashboards,
    files: new Map([
      [join(root, 'opsbook.yaml'), settings],
      ...(isGithubs || host === 'github'
        ? [[join(top, '.github/workflows/opsbook.yml'), githubWorkflow(place)] as const]
        : []),
    ]),
    baseline: join(root, BASELINE),
    gitlab: hasPipeline || host === 'gitlab' ? { job: gitlabJob(place), isThere: hasPipeline } : undefined,
    source,
  };
}

function isOwn(path: string): boolean {
  if (!isPageFile(path) && !/\.(ya?ml|rules|json)$/i.test(path)) return false;
  const parts = path.split('/');
  return !parts.some(isLeftOut) && !parts.slice(0, -1).some((part) => PRETENDED.test(part));
}

/** The schema in the package, where opsbook is installed in the book's folder or above it in the repository. */
function findSchema(root: string, top: string): string | undefined {
  for (let folder = root; folder.startsWith(top); folder = join(folder, '..')) {
    const installed = join(folder, 'node_modules/opsbook');
    if (isThere(installed))
      return relative(root, join(installed, 'dist-program/assets/opsbook.schema.json')).replaceAll('\\', '/');
    if (folder === join(folder, '..')) return undefined;
  }
  return undefined;
}
