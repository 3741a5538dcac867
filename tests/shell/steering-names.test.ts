import { expect, test } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { decodeText } from '../../src/runbook/read/source-text.ts';
import { isRunVariable, whyNoParam } from '../../src/shell/steering-names.ts';

test.each([
  ...['PATH', 'LD_PRELOAD', 'DYLD_INSERT_LIBRARIES', 'BASH_ENV', 'ENV', 'IFS', 'PS4', 'PROMPT_COMMAND'],
  ...['GIT_SSH_COMMAND', 'GIT_CONFIG_COUNT', 'GIT_DIR', 'GIT_EXTERNAL_DIFF', 'NODE_OPTIONS', 'PYTHONPATH'],
  ...[
    'PERL5OPT',
    'RUBYOPT',
    'JAVA_TOOL_OPTIONS',
    'EDITOR',
    'PAGER',
    'LESS',
    'LESSOPEN',
    'KUBECONFIG',
    'DOCKER_HOST',
  ],
  ...[
    'BASH_FUNC_X',
    'HOME',
    'HTTPS_PROXY',
    'XDG_CONFIG_HOME',
    'SSL_CERT_FILE',
    'AWS_CONFIG_FILE',
    'ANSIBLE_CONFIG',
  ],
  ...[
    'MAKEFLAGS',
    'CDPATH',
    'SHELLOPTS',
    'TERMINFO',
    'PSQLRC',
    'PGSERVICEFILE',
    'NPM_CONFIG_PREFIX',
    'OPSBOOK_STEP',
  ],
])('%s is no name of a param: its value would steer programs', (name) =>
  expect(whyNoParam(name)).toBe('tells programs what to run, or where to find it'),
);

test.each(['PWD', 'SECONDS', 'RANDOM', 'UID', 'REPLY', 'PIPESTATUS', 'LINENO'])(
  '%s is no name of a param: the shell sets it',
  (name) => expect(whyNoParam(name)).toBe('is set by the shell itself'),
);

test.each([
  'POD',
  'NAMESPACE',
  'HOST',
  'USER',
  'PORT',
  'PGHOST',
  'PYTHON_BIN',
  'PYTHON',
  'NODE_NAME',
  'GIT_SHA',
  'GIT_BRANCH',
  'HELM_RELEASE',
  'GITHUB_REPO',
  'GOAL',
  'ENVIRONMENT',
])('%s is a name like any other', (name) =>
  expect([whyNoParam(name), isRunVariable(name)]).toEqual([undefined, false]),
);

test('such a param is none: nothing offers it, fills it in or exports it', () => {
  const text =
    '---\ntitle: A\nkind: procedure\nparams:\n  PATH: { description: A folder, default: /tmp/planted }\n  POD: { description: A pod }\n---\n';
  const { params } = parseRunbook(decodeText('a.mdx', new TextEncoder().encode(text)), 'a');
  expect(params.map(({ name }) => name)).toEqual(['POD']);
});
