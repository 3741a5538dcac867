import { isAbsolute, join } from 'node:path';
import { stringify } from 'yaml';
import { printable } from '../runbook/words/printable.ts';
import { count } from '../runbook/words/count.ts';
import { askHelp } from '../tools/ask-help.ts';
import { rewriteText } from '../tools/write-file.ts';
import { UsageError } from './command.ts';
import type { ExitStatus, Terminal } from './command.ts';

/** What is asked for in each namespace: what people name in commands. Of secrets only the names come. */
const TYPES =
  'deployments,statefulsets,daemonsets,cronjobs,services,ingresses,configmaps,secrets,persistentvolumeclaims,serviceaccounts,horizontalpodautoscalers';

/** A label of DNS, as Kubernetes asks of a namespace: nothing that could be a flag. */
const NAMESPACE = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Matches `deployment.apps/api` and `role/system:node`; no line that colours, and no name that could be a flag. */
const NAME = /^[a-z][a-z0-9.]{0,253}\/[A-Za-z0-9][\w.:-]{0,253}$/;

/** More namespaces are learnt by naming them. */
const MOST_NAMESPACES = 200;

/** Of what kubectl says besides names. */
const LONGEST_SHOWN = 200;

/** What of a cluster to save, and where. */
export interface ClusterAsked {
  readonly root: string;
  /** Only these; without any, all that the cluster names. */
  readonly namespaces: readonly string[];
  readonly context: string | undefined;
  /** From the root. */
  readonly file: string;
  readonly isDryRun: boolean;
  readonly milliseconds: number;
}

/** Saves the names that a live cluster has, by `kubectl get … -o name` and nothing else. Each call is printed first. */
export async function learnCluster(asked: ClusterAsked, terminal: Terminal): Promise<ExitStatus> {
  check(asked);
  const ask = asker(asked, terminal);
  const spaces =
    asked.namespaces.length > 0
      ? asked.namespaces
      : (await ask(['get', 'namespaces', '-o', 'name']))?.map(bare).filter((name) => NAMESPACE.test(name));
  if (!spaces) return 1;
  const namespaces = new Map<string, readonly string[]>();
  for (const space of spaces.slice(0, MOST_NAMESPACES)) {
    const names = await ask(['--namespace', space, 'get', TYPES, '-o', 'name']);
    if (!names) return 1;
    namespaces.set(space, names.toSorted());
  }
  if (spaces.length > MOST_NAMESPACES)
    terminal.warn(
      `Asked for ${MOST_NAMESPACES} of ${spaces.length} namespaces; name the others: opsbook learn cluster ${spaces[MOST_NAMESPACES] ?? ''}\n`,
    );
  const text = `# Names of a live cluster, written by \`opsbook learn cluster\`. Nothing but names is kept.\n${stringify({ namespaces: Object.fromEntries(namespaces) })}`;
  if (asked.isDryRun) {
    terminal.print(text);
    return 0;
  }
  const changed = await rewriteText(join(asked.root, asked.file), () => text, { inside: asked.root });
  const objects = [...namespaces.values()].flat().length;
  if (changed === 'left') throw new UsageError(`${asked.file} cannot be written.`);
  terminal.print(`${asked.file}: ${count(namespaces.size, 'namespace')}, ${count(objects, 'name')}.\n`);
  return 0;
}

function check({ namespaces, context, file }: ClusterAsked): void {
  const odd = namespaces.find((name) => !NAMESPACE.test(name));
  if (odd !== undefined) throw new UsageError(`\`${odd}\` is not the name of a namespace.`);
  if (context !== undefined && (context === '' || context.startsWith('-')))
    throw new UsageError(`--context takes a name of kubectl's settings, not \`${context}\`.`);
  if (isAbsolute(file) || file.split(/[\\/]/).includes('..'))
    throw new UsageError(`--file takes a place in the book, not \`${file}\`.`);
  if (!file.endsWith('.cluster.yaml'))
    throw new UsageError(`--file takes a name that ends in \`.cluster.yaml\`, not \`${file}\`.`);
}

/** Asks kubectl; undefined where it has no names to give, which is then said. */
function asker(
  { context, milliseconds }: ClusterAsked,
  terminal: Terminal,
): (words: readonly string[]) => Promise<readonly string[] | undefined> {
  const own = context === undefined ? [] : ['--context', context];
  return async (words) => {
    const line = printable(['kubectl', ...own, ...words].join(' '));
    terminal.warn(`Asking: ${line}\n`);
    // Where whoever asks stands, and not in the book: a relative KUBECONFIG names no file of a pull request.
    const answer = await askHelp(['kubectl', ...own], { folder: terminal.folder, milliseconds, ask: words });
    if (answer.kind === 'missing') throw new UsageError('kubectl cannot be started: it is not on the PATH.');
    if (answer.kind === 'late') {
      terminal.warn(`opsbook: \`${line}\` did not end within ${milliseconds / 1000} s and was ended.\n`);
      return undefined;
    }
    const lines = answer.text.split(/\r?\n/).filter((one) => one.trim() !== '');
    const names = lines.filter((one) => NAME.test(one));
    // A namespace may be empty, and kubectl says so in a line of its own.
    const odd = lines.filter((one) => !NAME.test(one) && !/^No resources found/.test(one));
    const first = printable((odd[0] ?? '').slice(0, LONGEST_SHOWN));
    if (names.length === 0 && odd.length > 0) {
      terminal.warn(`opsbook: kubectl gave no names: ${first}\n`);
      return undefined;
    }
    if (odd.length > 0) terminal.warn(`opsbook: ${count(odd.length, 'line')} left out, no name: ${first}\n`);
    return names;
  };
}

function bare(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
