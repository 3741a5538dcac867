import type { Word } from '../script.ts';
import type { Call, Found } from './call.ts';
import { words } from '../words.ts';

/** Short names and plurals of what is common in a cluster; other types are their own singular. */
const TYPES: Readonly<Record<string, string>> = {
  po: 'pod',
  pods: 'pod',
  deploy: 'deployment',
  deployments: 'deployment',
  sts: 'statefulset',
  statefulsets: 'statefulset',
  ds: 'daemonset',
  daemonsets: 'daemonset',
  svc: 'service',
  services: 'service',
  cm: 'configmap',
  configmaps: 'configmap',
  secrets: 'secret',
  ns: 'namespace',
  namespaces: 'namespace',
  ing: 'ingress',
  ingresses: 'ingress',
  cj: 'cronjob',
  cronjobs: 'cronjob',
  jobs: 'job',
  pvc: 'persistentvolumeclaim',
  persistentvolumeclaims: 'persistentvolumeclaim',
  sa: 'serviceaccount',
  serviceaccounts: 'serviceaccount',
  hpa: 'horizontalpodautoscaler',
  horizontalpodautoscalers: 'horizontalpodautoscaler',
  netpol: 'networkpolicy',
  networkpolicies: 'networkpolicy',
  pdb: 'poddisruptionbudget',
  poddisruptionbudgets: 'poddisruptionbudget',
  rs: 'replicaset',
  replicasets: 'replicaset',
  nodes: 'node',
  no: 'node',
};

/** `deploy`, `deployments.apps`: `deployment`. */
export function singularType(written: string): string {
  const [type = ''] = written.toLowerCase().split('.');
  return Object.hasOwn(TYPES, type) ? (TYPES[type] ?? type) : type;
}

/** Subcommands after which a type and names stand. */
const OF_TYPES = words(
  'get describe delete edit label annotate scale expose autoscale wait patch rollout set top',
);

/** Subcommands of which the first operand is a pod, or `type/name`. */
const OF_ONE = words('logs log exec attach debug port-forward');

/** Subcommands with one of their own before the type. */
const NESTED = new Set(['rollout', 'set', 'top']);

/** The names in a call of kubectl or of a program with the same flags. */
export function kubernetesNames(call: Call): readonly Found[] {
  const space = call.flag('-n', '--namespace');
  const found: Found[] = space ? [{ kind: 'namespace', word: space.word, name: space.value }] : [];
  if (call.name !== 'kubectl' && call.name !== 'oc') return found;
  const [verb, ...rest] = call.operands;
  const objects = [...objectsOf(verb?.value ?? '', rest), ...sourceOf(call)].map((one): Found =>
    one.kind === 'object' ? { ...one, within: space?.value } : one,
  );
  const [owner] = objects;
  const container = call.flag('-c', '--container');
  if (container)
    found.push({ kind: 'container', word: container.word, name: container.value, ...ownerOf(owner) });
  for (const { word, value } of call.all('-f', '--filename', '-k', '--kustomize'))
    found.push({ kind: 'file', word, name: value });
  for (const { word, value } of call.all('-l', '--selector'))
    if (/^[\w./-]+==?[\w.-]+$/.test(value))
      found.push({ kind: 'label', word, name: value.replace('==', '=') });
  return [...found, ...objects, ...(verb?.value === 'port-forward' ? ports(rest, owner) : [])];
}

/** `port-forward svc/api 8080:80`: the ports of the service. */
function ports([, ...words]: readonly Word[], owner: Found | undefined): readonly Found[] {
  if (owner?.type !== 'service') return [];
  return words.map((word): Found => ({
    kind: 'port',
    word,
    name: word.value.replace(/^.*:/s, ''),
    ...ownerOf(owner),
  }));
}

function ownerOf(owner: Found | undefined): { within?: string } {
  return owner?.kind === 'object' && owner.name !== undefined
    ? { within: `${owner.type ?? ''}/${owner.name}` }
    : {};
}

/** `create job again --from=cronjob/report`: what the new one is a copy of. */
function sourceOf(call: Call): readonly Found[] {
  if (call.operands[0]?.value !== 'create') return [];
  return call.all('--from').flatMap(({ word, value }): readonly Found[] => {
    const at = value.indexOf('/');
    return at <= 0 ? [] : [bare(singularType(value.slice(0, at)), word, value.slice(at + 1))];
  });
}

function objectsOf(verb: string, rest: readonly Word[]): readonly Found[] {
  if (OF_ONE.has(verb)) return rest.slice(0, 1).flatMap((word) => slashed(word) ?? [bare('pod', word)]);
  if (!OF_TYPES.has(verb)) return [];
  const words = NESTED.has(verb) ? rest.slice(1) : rest;
  const [first, ...more] = words;
  if (first === undefined) return [];
  if (first.value.includes('/')) {
    const objects = words.flatMap((word) => slashed(word) ?? []);
    return verb === 'set' && rest[0]?.value === 'image'
      ? [...objects, ...images(words, objects[0])]
      : objects;
  }
  const types = verb === 'top' ? [rest[0]?.value ?? ''] : first.value.split(',');
  const [type = '', ...others] = types;
  const names = (verb === 'top' ? words : more).filter(
    ({ value }) => !value.includes('=') && !value.endsWith('-'),
  );
  return others.length > 0 ? [] : names.map((word) => bare(singularType(type), word));
}

/** `set image deploy/api api=registry/api:2`: the containers. */
function images(words: readonly Word[], owner: Found | undefined): readonly Found[] {
  return words
    .filter(({ value }) => /^[\w-]+=/.test(value))
    .map((word): Found => ({
      kind: 'container',
      word,
      name: word.value.replace(/=.*$/s, ''),
      ...ownerOf(owner),
    }));
}

/** `deploy/api`. */
function slashed(word: Word): readonly Found[] | undefined {
  const at = word.value.indexOf('/');
  if (at <= 0 || word.value.includes('=')) return undefined;
  return [bare(singularType(word.value.slice(0, at)), word, word.value.slice(at + 1))];
}

function bare(type: string, word: Word, name = word.value): Found {
  return type === 'namespace' ? { kind: 'namespace', word, name } : { kind: 'object', type, word, name };
}
