import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A process as `/proc` shows it. */
export interface Process {
  readonly pid: number;
  /** Its command line, on one line. */
  readonly command: string;
}

/** How long a process may take to end by itself after SIGTERM, in milliseconds. */
const GRACE = 2000;
const POLL = 20;

/** What leads a session of its own below what a process started; undefined where nothing does, or without `/proc`. */
export function sessionBelow(ancestor: number): number | undefined {
  return listPids().find((pid) => {
    const { state, parent, session } = standing(pid);
    const isRunning = state !== 'Z' && state !== 'X';
    return isRunning && session === pid && standing(parent).parent === ancestor;
  });
}

interface Standing {
  readonly state: string;
  readonly parent: number;
  readonly group: number;
  readonly session: number;
}

/** `42 (name (x)) S 1 42 42 …`: state, parent, group, session. */
function standing(pid: number): Standing {
  const [state = '', ...numbers] = readProc(pid, 'stat')
    .replace(/^.*\) /s, '')
    .split(' ');
  const [parent = NaN, group = NaN, session = NaN] = numbers.slice(0, 3).map(Number);
  return { state, parent, group, session };
}

/** Sends a signal to a process group; false when there is none any more. */
export function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch (error) {
    // EPERM: somebody is there, such as what sudo started.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

/** Ends a process group: SIGTERM, and SIGKILL for what has not gone in time. */
export async function endGroup(group: number, grace = GRACE): Promise<void> {
  if (!signalGroup(group, 'SIGTERM')) return;
  signalGroup(group, 'SIGCONT'); // a stopped process does not see SIGTERM
  if (await isGone(() => !isAlive(group), grace)) return;
  signalGroup(group, 'SIGKILL');
  await isGone(() => !isAlive(group), GRACE);
}

/**
 * Sends SIGINT again to members of a group that would end from it and are still there: bash loses one that comes
 * while it starts a command. A program that listens for SIGINT is left alone: a second one may mean more to it.
 */
export function repeatInterrupt(group: number): void {
  for (const pid of listPids()) if (isRunningIn(group, pid) && endsFromInterrupt(pid)) kill(pid, 'SIGINT');
}

function endsFromInterrupt(pid: number): boolean {
  const status = readProc(pid, 'status');
  const masks = ['SigIgn', 'SigCgt'].map((name) => new RegExp(`^${name}:\\s*(\\w+)$`, 'm').exec(status)?.[1]);
  // Bit 1 of the last digit is signal 2.
  return masks.every((mask) => mask !== undefined && (Number.parseInt(mask.slice(-1), 16) & 2) === 0);
}

/** Whether a group has a member that runs: a zombie only waits for a parent that may never ask. */
function isAlive(group: number): boolean {
  if (!signalGroup(group, 0)) return false;
  const pids = listPids();
  return pids.length === 0 || pids.some((pid) => isRunningIn(group, pid));
}

/**
 * What of a group goes on after its leader has ended, once it had `patience` milliseconds to end by itself; empty on
 * systems without `/proc`.
 */
export async function listLeft(group: number, patience: number): Promise<readonly Process[]> {
  if (await isGone(() => !isAlive(group), patience)) return [];
  return listPids().flatMap((pid) => {
    const command = isRunningIn(group, pid) ? commandLine(pid) : '';
    return command === '' ? [] : [{ pid, command }];
  });
}

function commandLine(pid: number): string {
  return readProc(pid, 'cmdline').replaceAll('\0', ' ').trim();
}

function isRunningIn(group: number, pid: number): boolean {
  const { state, group: own } = standing(pid);
  return own === group && state !== 'Z' && state !== 'X';
}

/**
 * Running processes with a variable that begins like this, as in `NAME=val`: children that have left their group
 * keep it. Empty on systems without `/proc`.
 */
export function listMarked(mark: string): Process[] {
  return listPids().flatMap((pid) => {
    if (!`\0${readProc(pid, 'environ')}`.includes(`\0${mark}`)) return [];
    const command = commandLine(pid);
    return command === '' ? [] : [{ pid, command }]; // a zombie has none
  });
}

/** Ends every process with this mark, and those that they start meanwhile. Returns what was found. */
export async function endMarked(mark: string, grace = GRACE): Promise<readonly Process[]> {
  const found = new Map<number, Process>();
  const deadline = performance.now() + grace;
  for (let round = 0; round < 200; round += 1) {
    const alive = listMarked(mark);
    if (alive.length === 0) break;
    const signal = performance.now() < deadline && round < 100 ? 'SIGTERM' : 'SIGKILL';
    for (const process of alive) {
      if (!found.has(process.pid) || signal === 'SIGKILL') kill(process.pid, signal);
      found.set(process.pid, process);
    }
    await wait(POLL);
  }
  return [...found.values()];
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It has ended meanwhile, or belongs to somebody else.
  }
}

function listPids(): number[] {
  try {
    return readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name))
      .map(Number);
  } catch {
    return [];
  }
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch {
    return '';
  }
}

async function isGone(check: () => boolean, grace: number): Promise<boolean> {
  const deadline = performance.now() + grace;
  while (!check()) {
    if (performance.now() > deadline) return false;
    await wait(POLL);
  }
  return true;
}
