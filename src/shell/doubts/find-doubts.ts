import { listInvocations, type Invocation } from '../invocations.ts';
import { slips } from '../nearest.ts';
import { otherPrograms } from '../programs.ts';
import type { Script } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import type { CommandSpec } from '../specs/spec.ts';
import type { Doubt } from './doubt.ts';
import { judgeJsonPath } from './json-path.ts';
import { judgeRedis } from './redis-call.ts';
import { judgeWords } from './walk.ts';
import { words } from '../words.ts';

/** Every doubt about the commands of a script, wrappers followed. Tools that nobody knows are left alone. */
export function judgeCommands(script: Script, catalogue: Catalogue): readonly Doubt[] {
  const functions = new Set(script.functions);
  const all = listInvocations(script);
  const starts = new Map(all.flatMap(({ words: [word] }) => (word ? [[word.range.start, word.value]] : [])));
  return all
    .filter((one) => one.name !== '' && !functions.has(one.name) && !isForEntrypoint(one))
    .flatMap((invocation) =>
      judgeInvocation(invocation, catalogue).filter((one) => !isChoice(one, starts, catalogue)),
    );
}

/** `systemctl enable|disable NAME`: one or the other, as a manual writes it, and no pipe. */
function isChoice(
  { kind, range, path: [tool = '', ...subcommands] }: Doubt,
  starts: ReadonlyMap<number, string>,
  catalogue: Catalogue,
): boolean {
  const other = kind === 'missing-argument' ? starts.get(range.end + 1) : undefined;
  if (other === undefined || subcommands.length === 0) return false;
  const parent = subcommands
    .slice(0, -1)
    .reduce((node, name) => node?.children.get(name), catalogue.find(tool));
  return parent?.children.has(other) ?? false;
}

/** `podman run IMAGE install /dev/sda`: what stands behind an image's name is for its own program. */
function isForEntrypoint({ via, name }: Invocation): boolean {
  return /^(?:docker|podman|nerdctl)(?: container)? run$/.test(via.at(-1) ?? '') && name === 'install';
}

function judgeInvocation(invocation: Invocation, catalogue: Catalogue): readonly Doubt[] {
  if (isOwnScript(invocation) || OWN_FLAGS.test(invocation.words[0]?.value ?? '')) return [];
  const spec = catalogue.find(invocation.name);
  if (spec)
    return [
      ...judgeTool(invocation, spec),
      ...judgeWords(invocation, spec, hasInput(invocation)),
      ...judgeRedis(invocation, spec),
      ...judgeJsonPath(invocation),
    ];
  const near = nearTool(invocation.name, catalogue);
  const [word] = invocation.words;
  if (near === undefined || word === undefined) return [];
  const { name } = invocation;
  return [
    {
      kind: 'unknown-tool',
      range: word.range,
      tool: name,
      path: [],
      word: name,
      nearest: near,
      certainty: 'possible',
    },
  ];
}

// Matches a program that goes by a better known one's name here, and takes other flags: `bsdtar --include`.
const OWN_FLAGS = /(?:^|\/)bsdtar$/;

// Names that installers and scripts of a project have too.
const OWN_NAMES = words('install test service setup script start run make build update link join split look');

/** `./aws/install --update`: by its path it is a script that was unpacked here, not the tool of that name. */
function isOwnScript({ name, words: [word] }: Invocation): boolean {
  return (
    OWN_NAMES.has(name) &&
    /^(?:\.{0,2}\/)?[\w.-]+\/|^\.{1,2}\//.test(word?.value ?? '') &&
    !/^\/(?:usr|s?bin)\//.test(word?.value ?? '')
  );
}

/** That the tool itself is on its way out, or gone. */
function judgeTool({ name, words: [word] }: Invocation, { ages, path }: CommandSpec): readonly Doubt[] {
  const [tool = name] = path;
  const age = ages.get(tool);
  if (!age || !word) return [];
  return [{ ...age, range: word.range, tool, path, word: word.value, certainty: 'possible' }];
}

/** A here-document, or what `xargs` adds, stands for words that are not there. */
function hasInput({ command, via }: Invocation): boolean {
  return command.hereDocuments.length > 0 || via.includes('xargs') || via.includes('parallel');
}

/** Names long and common enough that one slip from them is a slip. Shorter ones have real neighbours. */
const commonNames = words(
  'kubectl docker docker-compose podman helm terraform systemctl journalctl rabbitmqctl redis-cli pg_dump pg_restore pg_isready ' +
    'mysqldump mongosh etcdctl promtool amtool gcloud ansible-playbook tcpdump openssl nomad consul vault alembic railway flyctl ' +
    'heroku kafka-topics kafka-consumer-groups kafka-configs kafka-console-consumer psql curl ' +
    'apt-get rsync chmod chown mkdir kubeadm eksctl istioctl argocd crictl minikube kustomize velero',
);

function nearTool(name: string, { names }: Catalogue): string | undefined {
  if (name.length < 4 || commonNames.has(name) || otherPrograms.has(name) || !/^[a-z][a-z0-9_-]*$/.test(name))
    return undefined;
  // `dockerd`, `psql2`: a name with one more letter is another program of the same family.
  const isSister = (known: string): boolean => name.startsWith(known) || known.startsWith(name);
  // `hurl`, `usql`: another first letter is another program; `kubectl` is mistyped further on, or as `ukbectl`.
  const isSlip = (known: string): boolean =>
    slips(name, known) === 1 &&
    (name[0] === known[0] || name.startsWith(`${known[1] ?? ''}${known[0] ?? ''}`));
  return names.find((known) => commonNames.has(known) && isSlip(known) && !isSister(known));
}
