import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Ports tried after the first, when others are in use. */
const TRIES = 20;

/**
 * Starts a server on a port, or on the next one that is free.
 * @param where the port to try first; 0 lets the system choose
 * @returns the port that it listens on
 */
export async function listen(server: Server, where: { port: number; host: string }): Promise<number> {
  const { port, host } = where;
  const tries = port === 0 ? 1 : TRIES;
  for (let offset = 0; ; offset += 1) {
    try {
      await new Promise<void>((done, fail) => {
        server.once('error', fail);
        server.listen(port + offset, host, () => {
          server.off('error', fail);
          done();
        });
      });
      // A server that listens on a host and port has such an address.
      return (server.address() as AddressInfo).port;
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
      if (!isTaken || offset + 1 >= tries) throw error;
    }
  }
}
