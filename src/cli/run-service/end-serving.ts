import { printable } from '../../runbook/words/printable.ts';
import type { Terminal } from '../command.ts';
import type { RunService } from './open-run-service.ts';

export interface Served {
  readonly service: RunService;
  readonly terminal: Terminal;
  readonly port: number;
  /** What else is closed in the end. */
  readonly closes: readonly (() => Promise<void>)[];
}

/** Says where a site with a run service is, waits until somebody ends it, and leaves nothing running. */
export async function endServing({ service, terminal, port, closes }: Served): Promise<0> {
  terminal.print(
    `The book is at ${service.address(port)}  (Ctrl-C stops)\n` +
      'Its pages run commands as you, in this folder. The address is the key: give it to nobody.\n',
  );
  await terminal.interrupted();
  await service.close();
  await Promise.all(closes.map((close) => close()));
  const note = service.notePath();
  if (note !== undefined) terminal.print(`The note is in ${printable(note)}.\n`);
  return 0;
}
