import type { NameKind, NameUse } from '../shell/names/name-use.ts';
import type { NameVerdict } from '../shell/names/name-verdict.ts';
import { isVariant } from './is-variant.ts';
import { judgeFile } from './judge-file.ts';
import { fullName, isOfProject, tailsOf, templateOf } from './name-forms.ts';
import { isSlip, nearestOf, oneSlip } from './nearest-name.ts';
import type { Thing } from './thing.ts';
import type { World } from './world.ts';
import { words } from '../shell/words.ts';

/**
 * Kinds of which the repository can know everything. Of the others it knows some: there a name is wrong only where it
 * is a slip away from a known one.
 */
const CLOSED: ReadonlySet<NameKind> = new Set([
  'namespace',
  'object',
  'container',
  'compose-service',
  'npm-script',
  'target',
  'recipe',
  'task',
  'process',
  'port',
]);

/** Kinds of which other repositories bring more: a name is wrong only where it is near a known one. */
const MAY_BE_ELSEWHERE: ReadonlySet<NameKind> = new Set([
  'namespace',
  'object',
  'npm-script',
  'target',
  'recipe',
  'task',
]);

/** Scripts of a folder: somewhere else on the machine there are others. */
const OF_FOLDER: ReadonlySet<NameKind> = new Set(['npm-script', 'target', 'recipe', 'task']);

/** Objects that controllers make, or people by hand. */
const MADE = words(
  'pod replicaset node event endpoints endpointslice persistentvolume secret configmap job lease',
);

/** Namespaces that every cluster has. */
const OF_CLUSTERS = new Set([
  'default',
  'kube-system',
  'kube-public',
  'kube-node-lease',
  'cert-manager',
  'monitoring',
  'logging',
]);

/** Says whether a name stands for something that is there. */
export function judgeName(use: NameUse, world: World): NameVerdict {
  const verdict = judgeNow(use, world);
  if (verdict.status === 'exists') return verdict;
  const dropped = world.gone.find((thing) => isDropped(use, thing));
  return dropped ? { status: 'absent', isSure: false, known: [], dropped: placeOf(dropped) } : verdict;
}

function isDropped({ kind, name, within }: NameUse, thing: Thing): boolean {
  return kind === thing.kind && name === thing.name && (kind !== 'column' || within === thing.within);
}

function judgeNow(use: NameUse, world: World): NameVerdict {
  if (use.kind === 'file') return judgeFile(use, world);
  const all = world.of(use.kind);
  const known = OF_FOLDER.has(use.kind) && use.within ? inFolder(all, use.within, world) : all;
  const candidates =
    use.kind === 'object'
      ? ofType(known, use.type)
      : use.kind === 'port' || use.kind === 'column'
        ? ofOwner(known, use.within)
        : known;
  if (candidates.size === 0 || isAway(use) || isOfDocker(use)) return { status: 'unjudged' };
  const found = find(use, candidates);
  const here = own(
    found.filter((thing) => isWithin(thing, use)),
    use,
    world,
  );
  if (here.length > 0)
    return {
      status: 'exists',
      files: [...new Set(here.map(({ path }) => path))],
      at: here.map(({ path, line }) => ({ path, line })),
    };
  // Proxies that a mesh or an injector adds to a pod stand in no manifest.
  if (use.kind === 'container' && INJECTED.test(use.name)) return { status: 'unjudged' };
  // Of an unknown object no container is known either.
  if (use.kind === 'container' && !isOwnerKnown(use, candidates)) return { status: 'unjudged' };
  const [other] = found;
  if (other?.within !== undefined)
    return (mayBeOfChart(use, world) && !hasObjects(use.within, world)) || isCopy(use, other.within, world)
      ? { status: 'unjudged' }
      : { status: 'elsewhere', place: other.within, at: placeOf(other) };
  return absent(use, candidates, world);
}

const INJECTED =
  /^(?:istio-(?:proxy|init|validation)|linkerd-(?:proxy|init)|vault-agent|vault-agent-init|daprd|consul-dataplane|envoy|envoy-sidecar|cloud-?sql-proxy|kuma-(?:sidecar|init)|POD)$|^(?:consul-connect|ephemeral|debugger)-/;

/** Whether a namespace that no file names is another stage of one that is known: the same may well be in it. */
function isCopy({ within = '' }: NameUse, known: string, world: World): boolean {
  return !world.of('namespace').has(within) && isVariant(within, known);
}

/** Whether manifests say what a namespace holds. */
function hasObjects(namespace: string | undefined, world: World): boolean {
  return [...world.of('object').values()].some((things) =>
    things.some(({ within, type = '' }) => within === namespace && OF_CHARTS.has(type)),
  );
}

/** Whether an object is looked for where no manifest says what there is: `-n cert-manager`, which a chart fills. */
function isNamespaceBlank({ kind, within }: NameUse, world: World): boolean {
  if (kind !== 'object' || within === undefined) return false;
  const objects = [...world.of('object').values()].flat();
  if (objects.some((thing) => thing.within === within)) return false;
  return (
    (within !== 'default' && OF_CLUSTERS.has(within)) || objects.every((thing) => thing.within !== undefined)
  );
}

function absent(use: NameUse, candidates: ReadonlyMap<string, readonly Thing[]>, world: World): NameVerdict {
  if (use.kind === 'namespace' && OF_CLUSTERS.has(use.name)) return { status: 'unjudged' };
  const isAll = CLOSED.has(use.kind) && !world.isOpen(use.kind);
  const isClosed = isAll && !isMade(use) && !use.isElsewhere && use.type !== 'short';
  if (mayBeOfChart(use, world) || isNamespaceBlank(use, world)) return { status: 'unjudged' };
  const nearest = isClosed ? nearestOf(use, candidates) : oneSlip(use, candidates.keys());
  if (!isClosed && nearest === undefined) return { status: 'unjudged' };
  // A book about many systems names what other repositories have, and a cluster has what charts bring.
  if (nearest === undefined && (MAY_BE_ELSEWHERE.has(use.kind) || isOfUnknownPod(use) || isOfOthers(use)))
    return { status: 'unjudged' };
  const [thing] = nearest === undefined ? [] : (candidates.get(nearest) ?? []);
  return {
    status: 'absent',
    // With a word more or less, it may be another one that is not written down here.
    isSure: isClosed && nearest !== undefined && isSlip(use, nearest),
    ...(nearest === undefined ? {} : { nearest }),
    ...(thing ? { at: placeOf(thing) } : {}),
    known: [...candidates.keys()].slice(0, 5),
  };
}

/** What a chart brings when it is installed: a repository that only names its charts holds none of it. */
const OF_CHARTS = words(
  'deployment statefulset daemonset service serviceaccount ingress persistentvolumeclaim cronjob role rolebinding horizontalpodautoscaler poddisruptionbudget',
);
const INSTALLERS = ['helmrelease', 'helmchart', 'helmchartconfig', 'application', 'applicationset'];

function mayBeOfChart({ kind, type = '' }: NameUse, world: World): boolean {
  if (kind !== 'object' || !OF_CHARTS.has(type)) return false;
  const all = world.of('object');
  return INSTALLERS.some((installer) => ofType(all, installer).size > 0);
}

/** Where several folders have scripts of that name, those of the reader's folder: the top, or the book's. */
function own(found: readonly Thing[], { kind, within }: NameUse, { book }: World): readonly Thing[] {
  if (!OF_FOLDER.has(kind) || within) return found;
  const near = found.filter((thing) => thing.within === '' || thing.within === book);
  return near.length > 0 ? near : found;
}

function placeOf({ path, line }: Thing): { readonly path: string; readonly line: number } {
  return { path, line };
}

/** A container has the scripts of its image; of another machine nothing is known. */
function isAway({ kind, isElsewhere }: NameUse): boolean {
  return isElsewhere && /^(target|recipe|task|unit|process|variable|host)$/.test(kind);
}

/** Networks that Docker has by itself. */
function isOfDocker({ kind, name }: NameUse): boolean {
  return (
    kind === 'docker-network' &&
    /^(?:bridge|host|none|default|nat|ingress|docker_gwbridge|.*_default)$/.test(name)
  );
}

function isMade({ kind, type = '' }: NameUse): boolean {
  return kind === 'object' && MADE.has(type);
}

function ofType(
  known: ReadonlyMap<string, readonly Thing[]>,
  type: string | undefined,
): ReadonlyMap<string, readonly Thing[]> {
  return new Map(
    [...known].flatMap(([name, things]) => {
      const own = things.filter((thing) => thing.type === type);
      return own.length > 0 ? [[name, own] as const] : [];
    }),
  );
}

/** Ports of one service, and columns of one table. */
function ofOwner(
  known: ReadonlyMap<string, readonly Thing[]>,
  owner: string | undefined,
): ReadonlyMap<string, readonly Thing[]> {
  return new Map([...known].filter(([, things]) => things.some(({ within }) => within === owner)));
}

function inFolder(
  known: ReadonlyMap<string, readonly Thing[]>,
  folder: string,
  { book }: World,
): ReadonlyMap<string, readonly Thing[]> {
  const places = new Set([folder, book === '' ? folder : `${book}/${folder}`]);
  const own = [...known].filter(([, things]) => things.some(({ within }) => places.has(within ?? '')));
  return new Map(own);
}

function find({ kind, name }: NameUse, known: ReadonlyMap<string, readonly Thing[]>): readonly Thing[] {
  const own = known.get(name);
  if (own) return own;
  // A taskfile that another includes lends it its tasks: `bootstrap:apps` is `apps` of the one for `bootstrap`.
  if (kind === 'task') return known.get(name.slice(name.indexOf(':') + 1)) ?? [];
  if (isOfProject(kind)) return tailsOf(name).flatMap((tail) => known.get(tail) ?? []);
  if (kind !== 'unit') return [];
  const unit = fullName({ kind, name });
  return known.get(unit) ?? known.get(templateOf(unit)) ?? [];
}

function isOwnerKnown({ within }: NameUse, containers: ReadonlyMap<string, readonly Thing[]>): boolean {
  return [...containers.values()].some((things) => things.some((thing) => isWithin(thing, { within })));
}

/** Whether a thing is where the command looks. A command that names no place may mean any. */
function isWithin({ kind, within }: Thing, use: Pick<NameUse, 'within'>): boolean {
  if (kind === 'object' || kind === 'container')
    return within === undefined || use.within === undefined || within === use.within;
  return true;
}

/** Programs that people run beside a system, in compose files of their own. */
const OF_OTHERS =
  /^(?:alertmanager|caddy|cadvisor|consul|elasticsearch|grafana|jaeger|kafka|kibana|loki|mailhog|mariadb|minio|mongo(?:db)?|mysql|nginx|node-exporter|otel-collector|postgres(?:ql)?|prometheus|promtail|rabbitmq|redis|tempo|traefik|vault|zookeeper)$/;

function isOfOthers({ kind, name }: NameUse): boolean {
  return kind === 'compose-service' && OF_OTHERS.test(name);
}

/** Where a pod is named by its labels, or by a name that it got when it was made, nobody knows its containers. */
function isOfUnknownPod({ kind, within }: NameUse): boolean {
  return kind === 'container' && within === undefined;
}
