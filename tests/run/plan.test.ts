import { describe, expect, it } from 'vitest';
import { parseRunbook } from '../../src/runbook/read/parse.ts';
import { commandOf } from '../../src/run/command-of.ts';
import { databaseSecrets, databaseVariables, hasDatabase, redisArguments } from '../../src/run/database.ts';
import { planRun } from '../../src/run/plan.ts';
import type { Step } from '../../src/run/plan.ts';
import { renderPlan } from '../../src/run/render-plan.ts';
import { gatherValues, readValuesFile } from '../../src/run/given-values.ts';

const PAGE = `---
title: T
params:
  ID: { description: d, default: a1 }
  HOST: { description: d }
  KEY: { description: d, secret: true, pattern: '.+' }
---

## Diagnosis

\`\`\`bash {name=look risk=read timeout=5s env=docker}
echo "\${ID}"
\`\`\`

\`\`\`bash {name=look risk=read env=kubernetes}
echo "$HOST"
\`\`\`

\`\`\`sql {name=rows}
SELECT * FROM t WHERE id = :'ID' AND x::int = 1
\`\`\`

\`\`\`sql {name=far via="ssh db psql -U x"}
SELECT :'ID'
\`\`\`

\`\`\`promql {name=graph}
up
\`\`\`

\`\`\`bash {name=drop risk=destroy dryrun=look rollback=back}
rm -rf /data
\`\`\`

\`\`\`bash
echo nameless
\`\`\`

\`\`\`bash {ignore}
echo example
\`\`\`

## Rollback

\`\`\`bash {name=back risk=change}
echo back
\`\`\`
`;

const runbook = parseRunbook({ path: 'content/runbooks/t.mdx', text: PAGE, faults: [] }, 't');
const plan = (env?: string, hasDatabase = true): readonly Step[] =>
  planRun(runbook, { facts: new Map(), env, hasDatabase });
const step = (name: string, steps = plan()): Step => {
  const found = steps.find((one) => one.name === name);
  if (!found) throw new Error(`no step ${name}`);
  return found;
};

describe('a plan', () => {
  it('has every runnable snippet in order, in the variant that is wanted', () => {
    expect(plan('docker').map(({ name, way }) => [name, way.kind])).toEqual([
      ['look', 'shell'],
      ['rows', 'psql'],
      ['far', 'pipe'],
      ['graph', 'none'],
      ['drop', 'shell'],
      ['line 35', 'shell'],
      ['back', 'shell'],
    ]);
  });

  it('knows which values a step needs, how long it may take, and what only undoes', () => {
    const steps = plan();
    expect(steps.map(({ params }) => params)).toEqual([['ID'], ['HOST'], ['ID'], ['ID'], [], [], [], []]);
    expect(step('look').timeout).toBe(5000);
    expect(steps.filter(({ isRollback }) => isRollback).map(({ name }) => name)).toEqual(['back']);
  });

  it('takes what nobody has judged for a change', () => {
    expect(step('line 35').risk).toBe('change');
  });

  it('runs SQL only where psql knows its database', () => {
    expect(step('rows', plan(undefined, false)).way).toMatchObject({ kind: 'none' });
  });
});

describe('what bash is given', () => {
  const values = { params: runbook.params, values: new Map([['ID', `it's "$(x)" \\ :y`]]) };

  it('has values as arguments of psql, and settings of the database where nobody sees them', () => {
    expect(commandOf(step('rows'), { ...values, database: { PGPASSWORD: 'p' } })).toEqual({
      code: '( while [ "$1" != -- ]; do export "$1"; shift; done; shift; exec psql -X "$@" )',
      args: ['PGPASSWORD=p', '--', '-v', 'ON_ERROR_STOP=1', '-v', `ID=it's "$(x)" \\ :y`],
      input: "SELECT * FROM t WHERE id = :'ID' AND x::int = 1\n",
    });
  });

  it('sets them by psql itself where another shell would read arguments again', () => {
    const command = commandOf(step('far'), values);
    expect(command?.args).toEqual([]);
    expect(command?.input).toContain(`\\set ID 'it''s "$(x)" \\\\ :y'\n`);
  });

  it.each([
    ['/srv/$ID', 'a-b', '/srv/a-b'],
    ['${ID}', '/srv/x y', '/srv/x y'],
    ['/srv/$ID', '..', undefined],
    ['/srv/${ID}/logs', '.', undefined],
    ['/srv/$ID', '//', undefined],
    ['$ID', '-', undefined],
    ['/srv/$ID', 'a\nb', undefined],
  ])('runs in the folder %s with the value %j', (cwd, value, folder) => {
    const look = step('drop');
    const there = { ...look, snippet: { ...look.snippet, attributes: { cwd } } };
    const command = commandOf(there, { params: runbook.params, values: new Map([['ID', value]]) });
    expect(command?.folder).toBe(folder);
  });

  it('is nothing for what runs elsewhere', () => {
    expect(commandOf(step('graph'), values)).toBeUndefined();
  });
});

describe('values', () => {
  it('come from --set, then a file, then the environment, then defaults', () => {
    const { values, faults } = gatherValues(runbook.params, {
      set: ['ID=set'],
      file: { ID: 'file', HOST: 'file.example' },
      environment: { HOST: 'env.example', KEY: 'k' },
    });
    expect(faults).toEqual([]);
    expect(Object.fromEntries(values)).toEqual({
      ID: { value: 'set', source: '--set' },
      HOST: { value: 'file.example', source: '--values' },
      KEY: { value: 'k', source: 'environment' },
    });
  });

  it('that do not fit are refused from the caller, and left out from the environment', () => {
    const given = { set: ['HSOT=x', 'ID=a b', 'nothing'], file: {}, environment: { HOST: 'a;b', KEY: '' } };
    const { values, faults, warnings } = gatherValues(runbook.params, given);
    expect(faults).toEqual([
      '--set names `HSOT`, which is not a param of this runbook. Did you mean `HOST`?',
      '--set ID: `a b` does not match `[A-Za-z0-9._:/@-]+`.',
      '--set takes NAME=VALUE, not `nothing`.',
    ]);
    expect(warnings).toHaveLength(1);
    expect([values.has('HOST'), values.has('KEY')]).toEqual([false, false]);
  });

  it.each([
    ['v.env', 'ID=a1\nHOST="h"\n', { ID: 'a1', HOST: 'h' }],
    ['v.json', '{"ID": 7, "HOST": "h"}', { ID: '7', HOST: 'h' }],
    ['v.yaml', 'ID: 7\nHOST: h\n', { ID: '7', HOST: 'h' }],
    ['v.YML', 'ID: 7\n', { ID: '7' }],
    ['v.yaml', 'ID: 1.20\nHOST: 007 # x\n', { ID: '1.20', HOST: '007' }],
    ['v.yaml', 'ID: "1.20"\nHOST: True\n', { ID: '1.20', HOST: 'True' }],
    ['v.yaml', '', {}],
    ['v.json', 'null', {}],
    ['v.json.env', 'ID=7', { ID: '7' }],
    ['v.json.yaml', 'ID: 7', { ID: '7' }],
  ])('are read from %s', (name, text, values) => {
    expect(readValuesFile(name, text)).toEqual(values);
  });

  it.each([
    ['v.json', '[1]'],
    ['v.json', '7'],
    ['v.yaml', 'ID:\n'],
    ['v.yaml', 'ID: [a]\n'],
    ['v.json', '{'],
  ])('are not read from %s with %s', (name, text) => {
    expect(() => readValuesFile(name, text)).toThrow();
  });
});

describe('a database', () => {
  const environment = {
    DATABASE_URL: 'postgres://u%40x:p%2Fw@db.example:5433/app?sslmode=require',
    PGUSER: 'own',
  };

  it('is given to psql in variables, and never over those that are set', () => {
    expect(databaseVariables(environment)).toEqual({
      PGHOST: 'db.example',
      PGPORT: '5433',
      PGPASSWORD: 'p/w',
      PGDATABASE: 'app',
      PGSSLMODE: 'require',
    });
    expect(hasDatabase({})).toBe(false);
  });

  it('has a password that is hidden as it is written and as it is meant', () => {
    expect(databaseSecrets(environment)).toEqual(['p%2Fw', 'p/w']);
  });

  it.each([
    ['another database', 'mysql://ops:p4ss@db/shop', ['p4ss']],
    ['several hosts', 'postgres://ops:p4ss@a:5432,b:5432/shop', ['p4ss']],
    [
      'a password beside the address',
      'postgres://ops@db/shop?sslmode=require&password=p%2Fw',
      ['p%2Fw', 'p/w'],
    ],
    ['words of libpq', "host=db password='p w' user=ops", ['p w']],
    ['a sign that is no code', 'postgres://ops:50%off@db/shop', ['50%off']],
    ['an @ in it', 'postgres://ops:p@ss@db/shop', ['p@ss']],
    ['none', 'postgres://ops@db:5432/shop', []],
  ])('knows the password of an address: %s', (_, DATABASE_URL, secrets) => {
    expect(databaseSecrets({ DATABASE_URL })).toEqual(secrets);
    expect(() => databaseVariables({ DATABASE_URL })).not.toThrow();
  });
});

describe('a plan that is shown', () => {
  const shown = (name: string): string =>
    renderPlan({
      runbook,
      steps: [step(name)],
      values: new Map(),
      leave: { isYes: false, isYesToDestroy: false, isAttended: true },
    });

  it('asks for the values of its steps, and for no others of the page', () => {
    expect(shown('drop')).not.toContain('Values');
    expect(shown('rows')).toContain('  ID: to be asked for. d');
    expect(shown('rows')).not.toMatch(/HOST|KEY/);
  });
});

it('shows the text that would be run: values in their quotes, secrets hidden, what cannot stand there said', () => {
  const head =
    '---\nparams:\n  DIR: { description: d }\n  KEY: { description: k, secret: true }\n---\n# T\n\n';
  const text = `${head}\`\`\`bash {name=a}\nssh web1 "ls $DIR $KEY"\necho "$DIR"\n$DIR x\n\`\`\`\n`;
  const page = parseRunbook({ path: 'a.md', text, faults: [] }, 'a');
  const plan = renderPlan({
    runbook: page,
    steps: planRun(page, { facts: new Map(), hasDatabase: false, hasRedis: false }),
    values: new Map([
      ['DIR', { value: 'two words', source: '--set' }],
      ['KEY', { value: 'hunter2-Zeta9', source: '--set' }],
    ]),
    leave: { isYes: false, isYesToDestroy: false, isAttended: true },
  });
  expect(plan).toContain(`     ssh web1 "ls 'two words' [secret]"\n     echo "$DIR"\n`);
  expect(plan).not.toContain('hunter2');
  expect(plan).toContain('   Cannot run as it is: DIR cannot stand here (');
});

it('hides a secret whatever quotes its place would give it, and no value acts on the terminal', () => {
  const secret = `hunter2'"$(x)\\ Zeta9`;
  const code = [
    `ssh a "ssh b 'curl -u \"$KEY\" x'"`,
    `ssh a bash <<EOF\nssh b "login '$KEY'"\nEOF`,
    'curl "https://host/$KEY/x" -d "{\\"key\\": \\"$KEY\\"}"',
    `psql -c "SELECT '$KEY'"`,
    'ssh a "echo $TEXT"',
  ].join('\n');
  const head = `---\nparams:\n  KEY: { description: k, secret: true, pattern: '[^]*' }\n  TEXT: { description: t, pattern: '[^]*' }\n---\n# T\n\n`;
  const page = parseRunbook(
    { path: 'a.md', text: `${head}\`\`\`bash {name=a}\n${code}\n\`\`\`\n`, faults: [] },
    'a',
  );
  const planWith = (text: string): string =>
    renderPlan({
      runbook: page,
      steps: planRun(page, { facts: new Map(), hasDatabase: false, hasRedis: false }),
      values: new Map([
        ['KEY', { value: secret, source: '--set' }],
        ['TEXT', { value: text, source: '--set' }],
      ]),
      leave: { isYes: false, isYesToDestroy: false, isAttended: true },
    });
  const plan = planWith(`as ${secret} is`);
  expect(plan).not.toMatch(/hunter|Zeta/);
  expect(plan).toContain(`     ssh a "ssh b 'curl -u \"[secret]\" x'"\n`);
  expect(planWith('\u001b[2J\u202e')).not.toMatch(/[\u001b\u202e]/);
  expect(planWith('a\n1. forged')).not.toMatch(/^1\. forged/m);
});

describe('a plan of one step', () => {
  const planOf = (name: string): string =>
    renderPlan({
      runbook,
      steps: [step(name)],
      values: new Map(),
      leave: { isYes: false, isYesToDestroy: false, isAttended: true },
    });

  it('names its dry run and what undoes it, and nothing where its author names nothing', () => {
    expect(planOf('drop')).toContain('   Its dry run: look.\n   What undoes it: back.\n');
    expect(planOf('back')).not.toMatch(/dry run|What undoes/);
  });
});

describe('a fence runs as what it says', () => {
  const steps = (info: string, hasRedis = false): readonly Step[] =>
    planRun(parseRunbook({ path: 'a.md', text: `# T\n\n\`\`\`${info}\nx\n\`\`\`\n`, faults: [] }, 'a'), {
      facts: new Map(),
      hasDatabase: false,
      hasRedis,
    });

  it.each([
    ['sh', { kind: 'shell', shell: 'sh' }],
    ['zsh', { kind: 'shell', shell: 'zsh' }],
    ['console', { kind: 'shell', shell: 'bash' }],
    ['bash {interpreter=/usr/bin/zsh}', { kind: 'shell', shell: 'zsh' }],
    ['bash {via="ssh web1 bash -s"}', { kind: 'pipe', via: 'ssh web1 bash -s', isPsql: false }],
    ['yaml {via="kubectl apply -f -"}', { kind: 'pipe', via: 'kubectl apply -f -', isPsql: false }],
    ['bash {interpreter=tcsh}', { kind: 'none' }],
    ['python {name=a via="python3 -"}', { kind: 'none' }],
    ['fish {name=a}', { kind: 'none' }],
    ['redis', { kind: 'none' }],
    ['mongodb', { kind: 'none' }],
  ])('`%s`', (info, way) => {
    expect(steps(info)[0]?.way).toMatchObject(way);
  });

  it('redis-cli is told its server, and its password on no command line', () => {
    const REDIS_URL = 'rediss://u:p%2Fw@r.example:6380/2';
    const redis = redisArguments({ REDIS_URL });
    expect(redis).toEqual('REDISCLI_AUTH=p/w -- -h r.example -p 6380 -n 2 --user u --tls'.split(' '));
    const [step] = steps('redis {risk=read}', true);
    const given = { params: [], values: new Map(), redis };
    expect(step && commandOf(step, given)).toMatchObject({ args: redis, input: 'x\n' });
    expect(databaseSecrets({ REDIS_URL })).toEqual(['p%2Fw', 'p/w']);
  });
});
