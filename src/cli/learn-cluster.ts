import { join } from 'node:path';
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

/** More namespaces are learnt by naming them. */
const MOST_NAMESPACES = 200;

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
      : (await ask(['get', 'namespaces', '-o', 'name']))?.map(bare);
  if (!spaces) return 1;
  const namespaces: Record<string, readonly string[]> = {};
  for (const space of spaces.slice(0, MOST_NAMESPACES)) {
    const names = await ask(['--namespace', space, 'get', TYPES, '-o', 'name']);
    if (!names) return 1;
    namespaces[space] = names.toSorted();
  }
  if (spaces.length > MOST_NAMESPACES)
    terminal.warn(
      `Asked for ${MOST_NAMESPACES} of ${spaces.length} namespaces; name the others: opsbook learn cluster ${spaces[MOST_NAMESPACES] ?? ''}\n`,
    );
  const text = `# Names of a live cluster, written by \`opsbook learn cluster\`. Nothing but names is kept.\n${stringify({ namespaces })}`;
  if (asked.isDryRun) {
    terminal.print(text);
    return 0;
  }
  const changed = await rewriteText(join(asked.root, asked.file), () => text, { inside: asked.root });
  const objects = Object.values(namespaces).flat().length;
  if (changed === 'left') throw new UsageError(`${asked.file} cannot be written.`);
  terminal.print(
    `${asked.file}: ${count(Object.keys(namespaces).length, 'namespace')}, ${count(objects, 'name')}.\n`,
  );
  return 0;
}

function check({ namespaces, context, file }: ClusterAsked): void {
  const odd = namespaces.find((name) => !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/.test(name));
  if (odd !== undefined) throw new UsageError(`\`${odd}\` is no name of a namespace.`);
  if (context !== undefined && (context === '' || context.startsWith('-')))
    throw new UsageError(`--context takes a name of kubectl's settings, not \`${context}\`.`);
  if (!file.endsWith('.cluster.yaml'))
    throw new UsageError(`--file takes a name that ends in \`.cluster.yaml\`, not \`${file}\`.`);
}

/** Asks kubectl; undefined where it has no names to give, which is then said. */
function asker(
  { root, context, milliseconds }: ClusterAsked,
  terminal: Terminal,
): (words: readonly string[]) => Promise<readonly string[] | undefined> {
  const own = context === undefined ? [] : ['--context', context];
  return async (words) => {
    const line = ['kubectl', ...own, ...words].join(' ');
    terminal.warn(`Asking: ${printable(line)}\n`);
    const answer = await askHelp(['kubectl', ...own], { folder: root, milliseconds, ask: words });
    if (answer.kind === 'missing') throw new UsageError('kubectl cannot be started: it is not on the PATH.');
    if (answer.kind === 'late') {
      terminal.warn(`opsbook: \`${line}\` did not end within ${milliseconds / 1000} s and was ended.\n`);
      return undefined;
    }
    const lines = answer.text.split(/\r?\n/).filter((one) => one.trim() !== '');
    const names = lines.filter((one) => /^[a-z][a-z0-9.]*\/[\w.:-]+$/.test(one));
    // A namespace may be empty, and kubectl says so in a line of its own.
    if (names.length > 0 || lines.every((one) => /^No resources found/.test(one))) return names;
    terminal.warn(`opsbook: kubectl gave no names: ${printable(lines[0] ?? '')}\n`);
    return undefined;
  };
}

function bare(name: string): string {
  return name.slice(name.indexOf('/') + 1);
}
