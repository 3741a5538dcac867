import type { Word } from '../script.ts';
import type { Call, Found } from './call.ts';
import { words } from '../words.ts';

/** Subcommands of compose whose first operand alone is a service. */
const OF_ONE = new Set(['exec', 'run', 'port']);

/** Those whose operands are all services. */
const OF_ALL = words(
  'attach build create events images kill logs pause ps pull push restart rm scale start stats stop top unpause up wait watch',
);

/** Subcommands of docker that name containers. */
const OF_CONTAINERS = words(
  'attach exec inspect kill logs pause port restart rm start stats stop top unpause wait',
);

/** The names in a call of docker, podman or compose. */
export function containerNames({ name, operands, all }: Call): readonly Found[] {
  const isCompose = /-compose$/.test(name);
  const words = isCompose ? operands : operands.slice(operands[0]?.value === 'compose' ? 1 : 0);
  if (!isCompose && operands[0]?.value !== 'compose') return [...dockerNames(operands), ...attached(all)];
  const files = all('-f', '--file').map(({ word, value }): Found => ({ kind: 'file', word, name: value }));
  return [...files, ...services(words)];
}

function services([verb, ...rest]: readonly Word[]): readonly Found[] {
  const named = OF_ONE.has(verb?.value ?? '') ? rest.slice(0, 1) : OF_ALL.has(verb?.value ?? '') ? rest : [];
  return named.map((word): Found => ({
    kind: 'compose-service',
    word,
    name: word.value.replace(/=\d+$/, ''),
  }));
}

/** What a new container is given: a volume of another name is made empty, without a word. */
function attached(all: Call['all']): readonly Found[] {
  const mounts = all('--mount').map(({ word, value }) => ({
    word,
    name: /(?:^|,)type=(?!volume)/.test(value) ? undefined : /(?:^|,)(?:source|src)=([^,]+)/.exec(value)?.[1],
  }));
  const volumes = all('-v', '--volume').map(({ word, value }) => ({
    word,
    name: /^([^:/.~][^:/]*):/.exec(value)?.[1],
  }));
  const networks = all('--network', '--net').filter(({ value }) => !/[:=]/.test(value));
  return [
    ...[...mounts, ...volumes].flatMap(({ word, name }): Found[] =>
      name === undefined || /^[/.~]/.test(name) ? [] : [{ kind: 'docker-volume', word, name }],
    ),
    ...networks.map(({ word, value }): Found => ({ kind: 'docker-network', word, name: value })),
  ];
}

/** `docker volume rm a`, `docker network connect a worker`. */
function storesAndNetworks([noun, verb, ...rest]: readonly Word[]): readonly Found[] {
  const isLooked = /^(?:inspect|rm|remove|reload)$/.test(verb?.value ?? '');
  if (noun?.value === 'volume' && isLooked)
    return rest.map((word): Found => ({ kind: 'docker-volume', word }));
  if (noun?.value !== 'network') return [];
  if (isLooked) return rest.map((word): Found => ({ kind: 'docker-network', word }));
  const [network, container] = /^(?:dis)?connect$/.test(verb?.value ?? '') ? rest : [];
  return [
    ...(network ? [{ kind: 'docker-network', word: network } as const] : []),
    ...(container ? [{ kind: 'docker-container', word: container } as const] : []),
  ];
}

function dockerNames(operands: readonly Word[]): readonly Found[] {
  if (/^(?:volume|network)$/.test(operands[0]?.value ?? '')) return storesAndNetworks(operands);
  const words = operands[0]?.value === 'container' ? operands.slice(1) : operands;
  const [verb, ...rest] = words;
  if (!OF_CONTAINERS.has(verb?.value ?? '')) return [];
  const named = verb?.value === 'exec' || verb?.value === 'port' ? rest.slice(0, 1) : rest;
  return named.map((word): Found => ({ kind: 'docker-container', word }));
}
