import { open } from 'node:fs/promises';

/** A file of events, one JSON object a line. */
export interface EventLog {
  add(event: Readonly<Record<string, unknown>>): void;
  close(): Promise<void>;
}

/**
 * Opens a file to append events to, readable for its owner alone where it is new. What cannot be written any more is
 * said once, and nothing waits for it.
 */
export async function openEventLog(path: string, warn: (text: string) => void): Promise<EventLog> {
  const file = await open(path, 'a', 0o600);
  let turn: Promise<unknown> = Promise.resolve();
  let isTold = false;
  return {
    add(event) {
      const line = `${JSON.stringify({ at: new Date().toISOString(), ...event })}\n`;
      turn = turn
        .then(() => file.appendFile(line))
        .catch((error: unknown) => {
          if (!isTold)
            warn(`The log cannot be written: ${error instanceof Error ? error.message : String(error)}`);
          isTold = true;
        });
    },
    async close() {
      await turn;
      await file.close();
    },
  };
}
