import { singularType } from '../../shell/names/kubernetes.ts';
import { NOTHING } from '../thing.ts';
import type { Source, Thing, Unread } from '../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../yaml-documents.ts';
import type { YamlDocument } from '../yaml-documents.ts';
import { matchLines } from './lines.ts';

const KINDS = ['namespace', 'object', 'container', 'label'] as const;

/** Manifests as `kubectl apply` takes them, what `helm template` and `kustomize build` print, and saved names. */
export const kubernetes: Source = {
  id: 'kubernetes',
  reads: 'Kubernetes manifests, kustomizations, and what `helm template` and `kustomize build` print',
  kinds: KINDS,
  files: ['**/*.{yaml,yml}'],
  read({ path, text }) {
    if (!text.includes('apiVersion:') && !/(^|\/)kustomization\.ya?ml$/.test(path)) return NOTHING;
    // `name: {{ .Values.name }}`; what stands in quotes or in the middle of a text is a value.
    const isTemplate = matchLines(text, /^\s*(?:- )?(?:[\w./-]+: *)?\{\{/).length > 0;
    if (isTemplate) return { things: [], unread: [template(path)] };
    const documents = readDocuments(text);
    if (!documents) return { things: [], unread: [{ path, reason: 'it is no valid YAML', kinds: KINDS }] };
    return { things: documents.flatMap((document) => objectsOf(document, { path, at: [] })) };
  },
};

function template(path: string): Unread {
  return {
    path,
    reason: 'it is a template: give `world.kubernetes` what `helm template` prints',
    kinds: KINDS,
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
  if (kind === 'Kustomization' || (kind === '' && /(^|\/)kustomization\.ya?ml$/.test(path)))
    return spaceOf(object['namespace'], { path, line: document.lineOf([...at, 'namespace']) });
  if (!isObject(object)) return [];
  if (kind === 'List' || Array.isArray(object['items']))
    return list(object['items']).flatMap((_, index) =>
      objectsOf(document, { path, at: [...at, 'items', index] }),
    );
  const line: About['line'] = (below) => document.lineOf([...at, ...below]);
  return things(object, { path, kind, line, end: (below) => document.endOf([...at, ...below]) });
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
  const space = textOf(metadata['namespace']);
  const spaces = spaceOf(metadata['namespace'], { path, line: line(['metadata', 'namespace']) });
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
    ...labels.map(([key, value]): Thing => ({
      kind: 'label',
      name: `${key}=${String(value)}`,
      path,
      line: at,
    })),
  ];
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
