import { relative } from 'node:path';
import { parseBaseline } from '../../lint/baseline.ts';
import { printable } from '../../runbook/words/printable.ts';
import { isThere } from '../../tools/find-root.ts';
import { readIfThere, writeNew } from '../../tools/write-file.ts';
import { lint } from '../commands/lint.ts';
import type { Terminal } from '../command.ts';
import type { Adoption } from './plan-adoption.ts';
import type { RunbookFolder } from './find-runbooks.ts';

/** Says what was found and writes what fits, or says what would be written. What is there already stays as it is. */
export async function writeAdoption(plan: Adoption, isDry: boolean, terminal: Terminal): Promise<void> {
  terminal.print(renderFound(plan));
  const show = (path: string): string => printable(relative(terminal.folder, path));
  const leftAlone = (path: string): void =>
    terminal.print(`${show(path)}: left alone, there is such a file.\n`);
  const written: string[] = [];
  for (const [path, text] of plan.files) {
    const isNew = isDry ? !isThere(path) : await writeNew(path, text);
    if (isNew) written.push(path);
    if (isNew) terminal.print(`${show(path)}${isDry ? ': would be written' : ''}\n`);
    else leftAlone(path);
  }
  if (isThere(plan.baseline)) leftAlone(plan.baseline);
  else {
    if (!isDry) await writeBaseline(plan, terminal);
    written.push(plan.baseline);
    const findings = isDry
      ? 'would be written'
      : `${await countFindings(plan.baseline)} to live with for now`;
    terminal.print(`${show(plan.baseline)}: ${findings}\n`);
  }
  if (plan.gitlab) {
    const isKept = plan.gitlab.isThere ? ', which is left as it is' : '';
    terminal.print(`\nPut this into .gitlab-ci.yml${isKept}:\n\n${plan.gitlab.job}`);
  }
  const check = `opsbook lint --baseline ${quoted(show(plan.baseline))}`;
  if (!plan.gitlab && ![...plan.files.keys()].some(isWorkflow)) terminal.print(renderNoCheck(check));
  const hasCheck = plan.gitlab !== undefined || written.some(isWorkflow);
  if (hasCheck && plan.source.isGuess) terminal.print(NO_SOURCE);
  if (isDry) return;
  const { tarball } = plan.source;
  if (tarball !== undefined && hasCheck) written.push(tarball);
  const commit = `git add ${written.map((path) => quoted(show(path))).join(' ')} && git commit -m "Check the runbooks"`;
  terminal.print(`\nNext:\n  ${check}\n  ${commit}\n  opsbook dev\n`);
}

function isWorkflow(path: string): boolean {
  return path.endsWith('/opsbook.yml');
}

/** What is said where nothing tells which CI there is. */
function renderNoCheck(check: string): string {
  return `\nNo check was written: this repository shows no sign of GitHub or GitLab. Have your CI run:\n  ${check}\n`;
}

/** What is said where nothing in the repository tells how its CI gets opsbook. */
const NO_SOURCE = `
The check installs \`opsbook\` from the registry that npm asks. Where it is not there, put its tarball into the
repository, and its path into OPSBOOK_PACKAGE: npm install --save-dev ./opsbook-VERSION.tgz, before init, does both.
`;

function renderFound({ runbooks, others, rules, dashboards }: Adoption): string {
  const lines = [
    `Found ${pagesIn(runbooks)}.`,
    ...others
      .slice(0, MOST_OTHERS)
      .map(
        (other) =>
          `Not in this book: ${pagesIn(other)}. One folder holds the runbooks of a book: move them there, or name the folder above both as \`runbooks\`.`,
      ),
    ...(others.length > MOST_OTHERS ? [`And ${others.length - MOST_OTHERS} more folders.`] : []),
    ...rules.map((glob) => `Found alert rules: ${glob}`),
    ...(dashboards === undefined ? [] : [`Found dashboards in ${dashboards}.`]),
  ];
  return `${lines.map(printable).join('\n')}\n\n`;
}

/** So many folders are enough to see that one above them is meant. */
const MOST_OTHERS = 3;

function pagesIn({ folder, pages }: RunbookFolder): string {
  return `${pages} ${pages === 1 ? 'page' : 'pages'} in ${folder === '.' ? 'this folder' : folder}`;
}

/** The linter itself writes it, so that it holds what the same command will find. */
async function writeBaseline({ root, baseline }: Adoption, terminal: Terminal): Promise<void> {
  const silent: Terminal = {
    ...terminal,
    isInteractive: false,
    print: () => undefined,
    warn: () => undefined,
  };
  await lint.run({ flags: { root, baseline }, words: [] }, silent);
}

async function countFindings(baseline: string): Promise<string> {
  const found = parseBaseline((await readIfThere(baseline)) ?? '')?.findings ?? [];
  const count = found.reduce((sum, one) => sum + one.count, 0);
  return count === 1 ? '1 finding' : `${count} findings`;
}

/** A path as a word of a shell. */
export function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`;
}
