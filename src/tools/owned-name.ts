import { hash, randomBytes } from 'node:crypto';
import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';

/** What a hidden name that a process of opsbook made tells of that process. */
export interface Owned {
  readonly name: string;
  readonly kind: string;
  /** A digest of the name of the file that it is about. */
  readonly about: string;
  /** A digest of the machine, and of the table of processes that `pid` is a number in. */
  readonly place: string;
  readonly pid: number;
  /** When the process began, in the system's own count: a number is given again. `0` where nothing tells it. */
  readonly start: string;
}

/** Milliseconds after which a change by another machine holds nobody up: none takes a second. */
const FOREIGN_AGE = 60_000;
/** The same where the process number is in use, and nothing tells whether by the same process. */
const UNSURE_AGE = 600_000;

/** A hidden name that no other has, from which anybody can tell whether the process that made it still lives. */
export function ownedName(kind: string, about: string): string {
  const { place, pid, start } = self();
  return `.opsbook-${[kind, digest(about), place, pid, start, randomBytes(4).toString('hex')].join('-')}`;
}

/** Reads such a name; undefined for any other. */
export function readOwnedName(name: string): Owned | undefined {
  // Matches `.opsbook-lock-0a1b2c3d-0a1b2c3d-4711-99-0a1b2c3d`, not `.opsbook-lock`.
  const parts = /^\.opsbook-([a-z]+)-([0-9a-f]{8})-([0-9a-f]{8})-(\d{1,10})-(\d{1,20})-[0-9a-f]{8}$/.exec(
    name,
  );
  if (!parts) return undefined;
  const [, kind = '', about = '', place = '', pid, start = ''] = parts;
  return { name, kind, about, place, pid: Number(pid), start };
}

/** Whether a name is about a file. */
export function isAbout({ about }: Owned, file: string): boolean {
  return about === digest(file);
}

/**
 * Whether the process that made a name is gone, so that what it left may be removed.
 * @param age milliseconds since the name was made
 * @param patience milliseconds that a process of another machine may take, which cannot be asked for
 */
export function isAbandoned(owned: Owned, age: number, patience = FOREIGN_AGE): boolean {
  if (given.has(owned.name)) return true;
  if (owned.place !== self().place) return age > patience;
  const state = stateOf(owned.pid);
  if (state === 'gone') return true;
  if (state === 'unknown' || owned.start === '0') return age > UNSURE_AGE;
  return state !== owned.start;
}

/** Names of this process that could not be removed when it was done with them. */
const given = new Set<string>();

/** Says that this process is done with a name that it made, and could not remove. */
export function giveUp(name: string): void {
  given.add(name);
}

let own: Pick<Owned, 'place' | 'pid' | 'start'> | undefined;

function self(): Pick<Owned, 'place' | 'pid' | 'start'> {
  if (own) return own;
  // Two containers may share a folder and a host's name, and count their processes apart.
  const machine = [
    hostname(),
    attempt(() => readFileSync('/proc/sys/kernel/random/boot_id', 'utf8')),
    attempt(() => readlinkSync('/proc/self/ns/pid')),
  ];
  const state = stateOf(process.pid);
  const start = state === 'gone' || state === 'unknown' ? '0' : state;
  own = { place: digest(machine.join('\0')), pid: process.pid, start };
  return own;
}

/** When a process began, on Linux; else whether it is there at all. */
function stateOf(pid: number): string {
  try {
    process.kill(pid, 0);
  } catch (error) {
    const isThere = error instanceof Error && 'code' in error && error.code === 'EPERM';
    if (!isThere) return 'gone';
  }
  // Its name, in parentheses, may hold anything; the state is the first field after it, the start the twentieth.
  const fields = attempt(() => readFileSync(`/proc/${pid}/stat`, 'utf8'))
    .replace(/^.*\)/s, '')
    .trim()
    .split(' ');
  // A process that ended and was not asked for yet is still listed.
  if (fields[0] === 'Z' || fields[0] === 'X') return 'gone';
  return fields[19] ?? 'unknown';
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return '';
  }
}

function digest(text: string): string {
  return hash('sha256', text).slice(0, 8);
}
