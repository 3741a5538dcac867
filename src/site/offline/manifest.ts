/** The file of a site that lists what a browser keeps of it, from the site's home. */
export const MANIFEST_FILE = 'offline.json';

/** One file that a browser may keep. */
export interface ListedFile {
  /** Its address from the site's home, as it stands in an address: `runbooks/pilot/disk-full/`; `''` is the home. */
  readonly path: string;
  /** Of its content, as `digestOf` writes it: nothing else is ever kept under its address. */
  readonly digest: string;
  /** In bytes. */
  readonly size: number;
  /** A number into `groups`, or what it is to everybody. */
  readonly group: number;
}

/** Groups that are no service: what every page needs, and pages about opsbook itself, which come last. */
export const NEEDED = -1;
export const LAST = -2;

/** What a browser may keep of a site, in the order of how much it is wanted. */
export interface OfflineManifest {
  /** Of everything in it: another version, another site. */
  readonly version: string;
  /** When the site was built, ISO 8601 in UTC. */
  readonly made: string;
  /** The most that a browser keeps of it, in bytes. */
  readonly limit: number;
  /** Ids of services; pages of a service that somebody has opened are kept first. */
  readonly groups: readonly string[];
  readonly files: readonly ListedFile[];
}

/** As it stands in the site: rows, since there are thousands. */
export function writeManifest({ files, ...about }: OfflineManifest): string {
  const rows = files.map(({ path, digest, size, group }) => [path, digest, size, group]);
  return JSON.stringify({ ...about, files: rows });
}

/** Reads one. @returns undefined for anything else: a server may answer with a page of its own */
export function readManifest(text: string): OfflineManifest | undefined {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (typeof data !== 'object' || data === null) return undefined;
  const { version, made, limit, groups, files } = data as Readonly<Record<string, unknown>>;
  if (typeof version !== 'string' || typeof made !== 'string' || typeof limit !== 'number') return undefined;
  if (!Array.isArray(groups) || !Array.isArray(files)) return undefined;
  const read = files.flatMap(readRow);
  return read.length === files.length
    ? { version, made, limit, groups: groups.map(String), files: read }
    : undefined;
}

function readRow(row: unknown): ListedFile[] {
  if (!Array.isArray(row)) return [];
  const [path, digest, size, group] = row as unknown[];
  const isWhole =
    typeof path === 'string' &&
    typeof digest === 'string' &&
    typeof size === 'number' &&
    typeof group === 'number' &&
    !path.startsWith('/');
  return isWhole ? [{ path, digest, size, group }] : [];
}
