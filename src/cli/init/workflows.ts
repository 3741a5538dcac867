import { stringify } from 'yaml';

/** Where the book and its baseline are, from the top of the repository. */
export interface Place {
  readonly root: string;
  readonly baseline: string;
  /** What npm installs in a check. */
  readonly install: string;
}

const INSTALL = 'npm install --global --no-audit --no-fund "$OPSBOOK_PACKAGE"';
const LINT = 'opsbook lint --root "$OPSBOOK_ROOT" --baseline "$OPSBOOK_BASELINE"';
const ABOUT_PACKAGE =
  '# OPSBOOK_PACKAGE is what npm installs: a name with a version, or the path or address of a tarball.\n';

/** A workflow of GitHub that lints the book at every push and in pull requests of others. */
export function githubWorkflow(place: Place): string {
  const job = {
    'runs-on': 'ubuntu-latest',
    env: variables(place),
    steps: [
      { uses: 'actions/checkout@v5', with: { 'fetch-depth': 0 } },
      { uses: 'actions/setup-node@v5', with: { 'node-version': 24, 'package-manager-cache': false } },
      { run: INSTALL },
      { run: `${LINT} --format github` },
    ],
  };
  const workflow = {
    name: 'Runbooks',
    on: { push: null, pull_request: null },
    permissions: { contents: 'read' },
    jobs: { opsbook: job },
  };
  return `# Written by \`opsbook init\`: only findings that the baseline does not hold fail.\n${ABOUT_PACKAGE}${render(workflow)}`;
}

/** The same for GitLab, to be put into what the repository has there. */
export function gitlabJob(place: Place): string {
  const report = 'gl-code-quality-report.json';
  const job = {
    image: 'node:24',
    variables: { GIT_DEPTH: '0', ...variables(place) },
    script: [INSTALL, `${LINT} --format gitlab > ${report}`],
    artifacts: { when: 'always', reports: { codequality: report } },
  };
  return `${ABOUT_PACKAGE}${render({ opsbook: job })}`;
}

function variables({ root, baseline, install }: Place): Readonly<Record<string, string>> {
  return { OPSBOOK_PACKAGE: install, OPSBOOK_ROOT: root, OPSBOOK_BASELINE: baseline };
}

function render(value: unknown): string {
  return stringify(value, { lineWidth: 0, nullStr: '' }).replaceAll(': \n', ':\n');
}
