import type { Call, Found } from './call.ts';
import { containerNames } from './containers.ts';
import { kubernetesNames } from './kubernetes.ts';
import { columnNames } from './column-names.ts';
import { sqlNames } from './sql-names.ts';
import { words } from '../words.ts';

type Reader = (call: Call) => readonly Found[];

const UNIT_VERBS = words(
  'cat disable edit enable is-active is-enabled is-failed kill mask reenable reload reload-or-restart restart reset-failed ' +
    'show start status stop try-restart unmask',
);

const units: Reader = ({ name, operands: [verb, ...rest], all }) =>
  name === 'journalctl'
    ? all('-u', '--unit').map(({ word, value }): Found => ({ kind: 'unit', word, name: value }))
    : UNIT_VERBS.has(verb?.value ?? '')
      ? rest.map((word): Found => ({ kind: 'unit', word }))
      : [];

const npmScripts: Reader = ({ name, operands: [verb, script], flag }) => {
  const within = flag('--prefix', '-C', '--dir', '--cwd')?.value;
  if (/^(run|run-script)$/.test(verb?.value ?? ''))
    return script ? [{ kind: 'npm-script', word: script, within }] : [];
  // `yarn migrate` runs a script, or else a program that a package brings.
  const isShort = name !== 'npm' && verb !== undefined && !flag('--filter', '-F') && !OF_YARN.has(verb.value);
  return isShort ? [{ kind: 'npm-script', type: 'short', word: verb, within }] : [];
};

/** Subcommands of yarn, pnpm and bun. */
const OF_YARN = words(
  'add audit bin cache ci config constraints create dedupe deploy dlx env exec explain fetch global help i import info init ' +
    'install licenses link list login logout ls node npm outdated pack patch plugin prune publish rebuild remove rm root run set ' +
    'store test unlink unplug up update upgrade version versions why workspace workspaces x',
);

const targets: Reader = ({ operands, flag }) => {
  if (flag('-f', '--file', '--makefile')) return [];
  const folder = flag('-C', '--directory')?.value;
  return operands
    .filter(({ value }) => !value.includes('='))
    .map((word): Found => ({ kind: 'target', word, within: folder }));
};

const recipes: Reader = ({ operands: [first], flag }) =>
  first && !first.value.includes('=') && !flag('-f', '--justfile') ? [{ kind: 'recipe', word: first }] : [];

const tasks: Reader = ({ operands: [first], flag }) =>
  first && !first.value.includes('=') && !flag('-t', '--taskfile', '-d', '--dir')
    ? [{ kind: 'task', word: first }]
    : [];

/** What interprets a file: `bash scripts/restore.sh`. */
const script: Reader = ({ operands: [first], flags }) =>
  first && !flags.some(({ name }) => /^(-c|-e|-m|-n|-s|--command|--eval|--print|-p)$/.test(name))
    ? [{ kind: 'file', word: first }]
    : [];

const playbooks: Reader = ({ name, operands, flag }) => {
  const files: Found[] =
    name === 'ansible-playbook' ? operands.map((word): Found => ({ kind: 'file', word })) : [];
  const hosts = flag('-l', '--limit');
  const [pattern] = name === 'ansible' ? operands : [];
  // `ansible db1 -m ping`; a pattern, as `web*` or `web:!db`, is of several.
  if (pattern && /^[\w.-]+$/.test(pattern.value)) files.push({ kind: 'host', word: pattern });
  return hosts ? [...files, { kind: 'host', word: hosts.word, name: hosts.value }] : files;
};

const remote: Reader = ({ operands: [host] }) =>
  host ? [{ kind: 'host', word: host, name: host.value.replace(/^[^@]*@/, '') }] : [];

const terraform: Reader = ({ operands: [verb, sub, ...rest], all }) => {
  const targeted = all('-target', '-replace').map(({ word, value }): Found => ({
    kind: 'resource',
    word,
    name: value,
  }));
  const isState = verb?.value === 'state' && /^(show|rm|mv)$/.test(sub?.value ?? '');
  const named = isState
    ? rest.slice(0, 1)
    : /^(taint|untaint|import)$/.test(verb?.value ?? '') && sub
      ? [sub]
      : [];
  return [...targeted, ...named.map((word): Found => ({ kind: 'resource', word }))];
};

const buckets: Reader = ({ operands }) =>
  operands.flatMap((word): Found[] => {
    const name = /^(?:s3|gs):\/\/([^/]+)/.exec(word.value)?.[1];
    return name === undefined ? [] : [{ kind: 'bucket', word, name }];
  });

const workflows: Reader = ({ operands: [noun, verb, workflow] }) =>
  workflow && noun?.value === 'workflow' && /^(run|view|enable|disable)$/.test(verb?.value ?? '')
    ? [{ kind: 'workflow', word: workflow }]
    : [];

const processes: Reader = ({ operands: [verb, process] }) =>
  process && verb?.value === 'start' ? [{ kind: 'process', word: process }] : [];

const variables: Reader = ({ operands }) => operands.map((word): Found => ({ kind: 'variable', word }));

const databases: Reader = ({ name, operands: [database], flag, all }) => {
  const given = name === 'psql' ? flag('-d', '--dbname') : flag('-D', '--database');
  const base: Found[] = given
    ? [{ kind: 'database', word: given.word, name: given.value }]
    : database
      ? [{ kind: 'database', word: database }]
      : [];
  const files = name === 'psql' ? all('-f', '--file') : [];
  const texts = all(...(name === 'psql' ? ['-c', '--command'] : ['-e', '--execute']));
  return [
    // A connection string says more than a name.
    ...base.filter(({ word, name: own = word.value }) => /^[\w$]+$/.test(own)),
    ...files.map(({ word, value }): Found => ({ kind: 'file', word, name: value })),
    ...texts.flatMap(({ word, value }) => [
      ...sqlNames(value).map((one): Found => ({ kind: 'table', word, name: one.name })),
      ...columnNames(value).map((one): Found => ({
        kind: 'column',
        word,
        name: one.name,
        within: one.table,
      })),
    ]),
  ];
};

const topics: Reader = ({ all }) =>
  all('--topic').map(({ word, value }): Found => ({ kind: 'queue', word, name: value }));

const rabbits: Reader = ({ operands: [verb, ...rest] }) => {
  const given = rest.find(({ value }) => /^(name|queue)=/.test(value));
  if (given && /^(get|purge|delete)$/.test(verb?.value ?? ''))
    return [{ kind: 'queue', word: given, name: given.value.replace(/^\w+=/, '') }];
  const [queue] = rest;
  return queue && /^(purge_queue|delete_queue)$/.test(verb?.value ?? '')
    ? [{ kind: 'queue', word: queue }]
    : [];
};

const BY_PROGRAM: Readonly<Record<string, Reader>> = {
  kubectl: kubernetesNames,
  oc: kubernetesNames,
  helm: kubernetesNames,
  stern: kubernetesNames,
  flux: kubernetesNames,
  istioctl: kubernetesNames,
  linkerd: kubernetesNames,
  docker: containerNames,
  podman: containerNames,
  'docker-compose': containerNames,
  'podman-compose': containerNames,
  systemctl: units,
  journalctl: units,
  npm: npmScripts,
  pnpm: npmScripts,
  yarn: npmScripts,
  bun: npmScripts,
  make: targets,
  gmake: targets,
  just: recipes,
  task: tasks,
  'go-task': tasks,
  bash: script,
  sh: script,
  zsh: script,
  python: script,
  python3: script,
  node: script,
  ruby: script,
  perl: script,
  source: script,
  '.': script,
  ansible: playbooks,
  'ansible-playbook': playbooks,
  ssh: remote,
  terraform,
  tofu: terraform,
  aws: buckets,
  gsutil: buckets,
  gh: workflows,
  foreman: processes,
  honcho: processes,
  overmind: processes,
  printenv: variables,
  'kafka-topics': topics,
  'kafka-topics.sh': topics,
  'kafka-console-consumer': topics,
  'kafka-console-consumer.sh': topics,
  'kafka-configs': topics,
  'kafka-consumer-groups': topics,
  'kafka-consumer-groups.sh': topics,
  rabbitmqctl: rabbits,
  rabbitmqadmin: rabbits,
  psql: databases,
  mysql: databases,
};

/** The names in one program call that should stand for something that is there. */
export function namesInCall(call: Call): readonly Found[] {
  const reader = Object.hasOwn(BY_PROGRAM, call.name) ? BY_PROGRAM[call.name] : undefined;
  return reader?.(call) ?? [];
}
