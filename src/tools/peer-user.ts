import { readFileSync } from 'node:fs';

/** Who holds the other end of a connection; `untold` where the system does not say, `nobody` where it knows of none. */
export type PeerUser = number | 'untold' | 'nobody';

/** The ports of a connection, as this end of it has them. */
export interface Ports {
  readonly remotePort?: number | undefined;
  readonly localPort?: number | undefined;
}

const TABLES = ['/proc/net/tcp', '/proc/net/tcp6'];

/**
 * The user that a connection over the loopback comes from, by Linux's own table of connections: each end of one on
 * this machine is a line in it.
 */
export function peerUser({ remotePort, localPort }: Ports, paths: readonly string[] = TABLES): PeerUser {
  const tables = paths.flatMap((path) => readTable(path) ?? []);
  if (tables.length === 0) return 'untold';
  if (remotePort === undefined || localPort === undefined) return 'nobody';
  return findPeer(tables, { from: remotePort, to: localPort });
}

/** @param tables as in `/proc/net/tcp`: one connection a line, addresses and ports in hexadecimal */
export function findPeer(tables: readonly string[], { from, to }: { from: number; to: number }): PeerUser {
  const [own, other] = [hex(from), hex(to)];
  for (const table of tables) {
    for (const line of table.split('\n').slice(1)) {
      const [, local = '', remote = '', , , , , user] = line.trim().split(/\s+/);
      if (isLoopback(local, own) && isLoopback(remote, other)) return Number(user);
    }
  }
  return 'nobody';
}

function hex(port: number): string {
  return port.toString(16).toUpperCase().padStart(4, '0');
}

// Match `0100007F:10E1`, and the same as IPv6 has it: bytes of 127.x.y.z stand in reverse.
const LOOPBACK = /^(?:0{16}FFFF0000)?[0-9A-F]{6}7F$/;

function isLoopback(end: string, port: string): boolean {
  const [address = '', own] = end.split(':');
  return own === port && LOOPBACK.test(address);
}

function readTable(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch {
    return undefined; // not Linux, or not allowed
  }
}
