import { singularType } from '../../../shell/names/kubernetes.ts';
import { NOTHING } from '../../thing.ts';
import type { Source, Thing, Unread } from '../../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../../yaml-documents.ts';
import type { YamlDocument } from '../../yaml-documents.ts';
import { matchLines } from '../lines.ts';

const KINDS = ['namespace', 'object', 'container', 'label', 'port', 'queue'] as const;

/** Manifests as `kubectl apply` takes them, what `helm template` and `kustomize build` print, and saved names. */
export const kubernetes: Source = {
  id: 'kubernetes',
  reads: 'Kubernetes manifests, kustomizations, and what `helm template` and `kustomize build` print',
  kinds: KINDS,
  files: ['**/*.{yaml,yml}'],
  read({ path, text }) {
    if (!text.includes('apiVersion:') && !/(^|\/)kustomization\.ya?ml$/.test(path)) return NOTHING;
    // `name: {{ .Values.name }}`; what stands in quotes or in the middle of a text is a value.
    const isTemplate = text.includes('{{') && matchLines(text, /^\s*(?:- )?(?:[\w./-]+: *)?\{\{/).length > 0;
    if (isTemplate) return { things: [], unread: [template(path)] };
    const documents = readDocuments(text);
    if (!documents) return { things: [], unread: [{ path, reason: 'it is not valid YAML', kinds: KINDS }] };
    const charts = documents.some(({ data }) => bringsMore(data)) ? [chart(path)] : [];
    return { things: documents.flatMap((document) => objectsOf(document, { path, at: [] })), unread: charts };
  },
};

function template(path: string): Unread {
  return {
    path,
    reason: 'it is a template: give `world.kubernetes` what `helm template` prints',
    kinds: KINDS,
  };
}

/** Whether an object brings others that are written elsewhere: in a chart, or in another repository. */
function bringsMore(data: unknown): boolean {
  const { kind, helmCharts } = mapping(data);
  return (
    helmCharts !== undefined ||
    (typeof kind === 'string' && /^(HelmRelease|HelmChart|Application|ApplicationSet)$/.test(kind))
  );
}

function chart(path: string): Unread {
  return {
    path,
    reason: 'it brings the objects of a chart: give `world.kubernetes` what `helm template` prints',
    kinds: ['object', 'container', 'label', 'port'],
  };
}

function isObject(data: unknown): boolean {
  const { apiVersion, kind } = mapping(data);
  return typeof apiVersion === 'string' && typeof kind === 'string';
}

interface Place {
  readonly path: string;
  readonly at: readonly (string | number)[];
}

function objectsOf(document: YamlDocument, { path, at }: Place): readonly Thing[] {
  const data = at.reduce<unknown>(
    (value, key) => (typeof key === 'number' ? list(value)[key] : mapping(value)[key]),
    document.data,
  );
  const object = mapping(data);
  const kind = textOf(object['kind']) ?? '';
  // Flux has a kind of that name too, which is an object of the cluster.
  const isOfFlux = textOf(object['apiVersion'])?.includes('toolkit.fluxcd.io') ?? false;
  if ((kind === 'Kustomization' && !isOfFlux) || (kind === '' && /(^|\/)kustomization\.ya?ml$/.test(path)))
    return kustomized(object, { path, at, document });
  if (!isObject(object)) return [];
  if (kind === 'List' || Array.isArray(object['items']))
    return list(object['items']).flatMap((_, index) =>
      objectsOf(document, { path, at: [...at, 'items', index] }),
    );
  const line: About['line'] = (below) => document.lineOf([...at, ...below]);
  return things(object, { path, kind, line, end: (below) => document.endOf([...at, ...below]) });
}

/** A namespace that Flux or `envsubst` fills in, such as `${NAMESPACE}`, is not known here. */
function plainSpace(value: unknown): string | undefined {
  const space = textOf(value);
  return space === undefined || /[${]/.test(space) ? undefined : space;
}

/** What a kustomization itself names: its namespace, and the objects that it makes of files and literals. */
function kustomized(
  object: Readonly<Record<string, unknown>>,
  { path, at, document }: Place & { readonly document: YamlDocument },
): readonly Thing[] {
  const space = plainSpace(object['namespace']);
  const made = (field: string, type: string): Thing[] =>
    list(object[field]).flatMap((entry, index): Thing[] => {
      const name = textOf(mapping(entry)['name']);
      const place = [...at, field, index];
      const [line, end] = [document.lineOf(place), document.endOf(place)];
      const within = textOf(mapping(entry)['namespace']) ?? space;
      const own = {
        kind: 'object',
        type,
        path,
        line,
        end,
        ...(within === undefined ? {} : { within }),
      } as const;
      return name === undefined ? [] : [{ ...own, name }];
    });
  return [
    ...spaceOf(plainSpace(object['namespace']), { path, line: document.lineOf([...at, 'namespace']) }),
    ...made('configMapGenerator', 'configmap'),
    ...made('secretGenerator', 'secret'),
  ];
}

function spaceOf(value: unknown, { path, line }: Pick<Thing, 'path' | 'line'>): readonly Thing[] {
  const name = textOf(value);
  return name === undefined ? [] : [{ kind: 'namespace', name, path, line }];
}

interface About {
  readonly path: string;
  readonly kind: string;
  readonly line: (below: readonly (string | number)[]) => number;
  readonly end: (below: readonly (string | number)[]) => number;
}

function things(
  object: Readonly<Record<string, unknown>>,
  { path, kind, line, end }: About,
): readonly Thing[] {
  const metadata = mapping(object['metadata']);
  const name = textOf(metadata['name']);
  const space = plainSpace(metadata['namespace']);
  const places = [['metadata', 'namespace'], ...(FILLED.get(kind) ?? [])];
  const spaces = places.flatMap((place) =>
    spaceOf(plainSpace(valueAt(object, place)), { path, line: line(place) }),
  );
  if (name === undefined) return spaces;
  const at = line(['metadata', 'name']);
  if (kind === 'Namespace') return [{ kind: 'namespace', name, path, line: at, end: end([]) }];
  const type = singularType(kind);
  const own: Thing = {
    kind: 'object',
    type,
    name,
    path,
    line: at,
    end: end([]),
    ...(space === undefined ? {} : { within: space }),
  };
  const pod = podOf(object, kind);
  const labels = Object.entries({
    ...mapping(metadata['labels']),
    ...mapping(mapping(pod?.metadata)['labels']),
  });
  const linesOf = (place: readonly (string | number)[]): { line: number; end: number } => ({
    line: line([...place, 'name']),
    end: end(place),
  });
  const containers = pod
    ? ['containers', 'initContainers'].flatMap((field) =>
        list(mapping(pod.spec)[field]).map((container, index) => ({
          container,
          at: [...pod.at, field, index],
        })),
      )
    : [];
  return [
    ...spaces,
    own,
    ...containers.flatMap(({ container, at: place }): Thing[] => {
      const called = textOf(mapping(container)['name']);
      return called === undefined
        ? []
        : [{ kind: 'container', name: called, within: `${type}/${name}`, path, ...linesOf(place) }];
    }),
    ...portsOf(object, kind).map((port): Thing => ({ ...port, within: `${type}/${name}`, path, line: at })),
    ...(kind === 'KafkaTopic'
      ? [
          {
            kind: 'queue' as const,
            name: textOf(mapping(object['spec'])['topicName']) ?? name,
            path,
            line: at,
          },
        ]
      : []),
    ...labels.map(([key, value]): Thing => ({
      kind: 'label',
      name: `${key}=${String(value)}`,
      path,
      line: at,
    })),
  ];
}

const TARGET = [['spec', 'targetNamespace']];
const DESTINATION = ['spec', 'destination', 'namespace'];

/** Where objects of Flux, Argo CD and K3s name the namespace that they fill. */
const FILLED: ReadonlyMap<string, readonly (readonly string[])[]> = new Map([
  ['HelmRelease', TARGET],
  ['HelmChart', TARGET],
  ['Kustomization', TARGET],
  ['Application', [DESTINATION]],
  ['ApplicationSet', [['spec', 'template', ...DESTINATION]]],
]);

function valueAt(object: unknown, place: readonly string[]): unknown {
  return place.reduce((value, key) => mapping(value)[key], object);
}

/** The ports of a service, by number and by name. Those of a pod are only hints: it may listen on others. */
function portsOf(
  object: Readonly<Record<string, unknown>>,
  kind: string,
): readonly { readonly kind: 'port'; readonly name: string }[] {
  if (kind !== 'Service') return [];
  return list(mapping(object['spec'])['ports']).flatMap((entry) => {
    const { port, name } = mapping(entry);
    return [textOf(port), textOf(name)].flatMap((one) =>
      one === undefined ? [] : [{ kind: 'port' as const, name: one }],
    );
  });
}

/** The pod that an object makes, wherever it describes it, and where its spec stands. */
function podOf(object: Readonly<Record<string, unknown>>, kind: string): Pod | undefined {
  const spec = mapping(object['spec']);
  if (kind === 'Pod') return { metadata: object['metadata'], spec, at: ['spec'] };
  const above = kind === 'CronJob' ? ['spec', 'jobTemplate', 'spec'] : ['spec'];
  const job = kind === 'CronJob' ? mapping(mapping(spec['jobTemplate'])['spec']) : spec;
  const pod = mapping(job['template']);
  if (pod['spec'] === undefined) return undefined;
  return { metadata: pod['metadata'], spec: pod['spec'], at: [...above, 'template', 'spec'] };
}

interface Pod {
  readonly metadata: unknown;
  readonly spec: unknown;
  readonly at: readonly string[];
}
