import { folderOf } from './sources/lines.ts';
import type { Thing, WorldFile } from './thing.ts';
import { list, mapping, readDocuments, text as textOf } from './yaml-documents.ts';

/** A kustomization: what it takes in, and what it makes of their names. */
interface Kustomization {
  readonly folder: string;
  readonly resources: readonly string[];
  readonly namespace: string | undefined;
  readonly prefix: string;
  readonly suffix: string;
}

/** An overlay of an overlay of a base is as deep as people go. */
const DEEPEST = 6;

/**
 * The objects that kustomizations make of others: in their namespace, with their prefix and suffix. They stand
 * beside those of the base, for people also apply a base as it is.
 */
export function kustomizedThings(files: readonly WorldFile[], things: readonly Thing[]): readonly Thing[] {
  const all = files
    .filter(({ path }) => /(^|\/)kustomization\.ya?ml$/i.test(path))
    .flatMap(readKustomization);
  if (all.length === 0) return [];
  const byFolder = new Map(all.map((one) => [one.folder, one]));
  const byPath = Map.groupBy(things.filter(isOfCluster), ({ path }) => path);
  return all.flatMap((one) => (changesNames(one) ? made(one, { byFolder, byPath }, DEEPEST) : []));
}

interface Known {
  readonly byFolder: ReadonlyMap<string, Kustomization>;
  readonly byPath: ReadonlyMap<string, readonly Thing[]>;
}

function made(own: Kustomization, known: Known, depth: number): readonly Thing[] {
  const taken = own.resources.flatMap((resource) => {
    const path = join(own.folder, resource);
    const base = path === undefined ? undefined : known.byFolder.get(path);
    if (base) return depth > 0 ? made(base, known, depth - 1) : [];
    return path === undefined ? [] : (known.byPath.get(path) ?? []);
  });
  return taken.map((thing) => renamed(thing, own));
}

function renamed(thing: Thing, { namespace, prefix, suffix }: Kustomization): Thing {
  const around = (name: string): string => `${prefix}${name}${suffix}`;
  if (thing.kind === 'container') {
    const [type = '', owner = ''] = (thing.within ?? '').split('/');
    return { ...thing, within: `${type}/${around(owner)}` };
  }
  return { ...thing, name: around(thing.name), ...(namespace === undefined ? {} : { within: namespace }) };
}

/** What stands in a namespace or in a pod of one; a namespace itself keeps its name. */
function isOfCluster({ kind }: Thing): boolean {
  return kind === 'object' || kind === 'container';
}

function changesNames({ namespace, prefix, suffix }: Kustomization): boolean {
  return namespace !== undefined || prefix !== '' || suffix !== '';
}

function readKustomization({ path, text }: WorldFile): readonly Kustomization[] {
  const data = mapping((readDocuments(text) ?? [])[0]?.data);
  const resources = ['resources', 'bases', 'components'].flatMap((field) =>
    list(data[field]).flatMap((one) => textOf(one) ?? []),
  );
  return [
    {
      folder: folderOf(path),
      resources,
      namespace: textOf(data['namespace']),
      prefix: textOf(data['namePrefix']) ?? '',
      suffix: textOf(data['nameSuffix']) ?? '',
    },
  ];
}

/** A path from a folder; undefined where it leaves the repository, or is an address. */
function join(folder: string, path: string): string | undefined {
  if (/^\w+:\/\//.test(path)) return undefined;
  const parts = folder === '' ? [] : folder.split('/');
  for (const part of path.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
