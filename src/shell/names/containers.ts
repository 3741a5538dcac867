import type { Word } from '../script.ts';
import type { Call, Found } from './call.ts';

/** Subcommands of compose whose first operand alone is a service. */
const OF_ONE = new Set(['exec', 'run', 'port']);

/** Those whose operands are all services. */
const OF_ALL = new Set(
  'attach build create events images kill logs pause ps pull push restart rm scale start stats stop top unpause up wait watch'.split(
    ' ',
  ),
);

/** Subcommands of docker that name containers. */
const OF_CONTAINERS = new Set(
  'attach exec inspect kill logs pause port restart rm start stats stop top unpause wait'.split(' '),
);

/** The names in a call of docker, podman or compose. */
export function containerNames({ name, operands, all }: Call): readonly Found[] {
  const isCompose = /-compose$/.test(name);
  const words = isCompose ? operands : operands.slice(operands[0]?.value === 'compose' ? 1 : 0);
  if (!isCompose && operands[0]?.value !== 'compose') return dockerNames(operands);
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

function dockerNames(operands: readonly Word[]): readonly Found[] {
  const words = operands[0]?.value === 'container' ? operands.slice(1) : operands;
  const [verb, ...rest] = words;
  if (!OF_CONTAINERS.has(verb?.value ?? '')) return [];
  const named = verb?.value === 'exec' || verb?.value === 'port' ? rest.slice(0, 1) : rest;
  return named.map((word): Found => ({ kind: 'docker-container', word }));
}
