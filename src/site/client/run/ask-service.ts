import { RUN_FOLDER, RUN_HEADER } from '../../../run/run-address.ts';
import type { RunEvent } from '../../../run/run-protocol.ts';
import { base } from '../site-base.ts';

/** What the service has refused, or that it is not there. */
export class NotDone extends Error {
  readonly code: string;
  /** The param that it is about. */
  readonly param: string | undefined;

  constructor(code: string, words: string, param?: string) {
    super(words);
    this.code = code;
    this.param = param;
  }
}

/** The run service of this page's own origin. */
export interface Service {
  /** @throws NotDone */
  ask<Reply>(name: string, body: object): Promise<Reply>;
  /** Calls back for each event until the stream ends. @throws NotDone */
  listen(name: string, body: object, hear: (event: RunEvent) => void): Promise<void>;
}

const GONE = 'The run service does not answer: it has ended, or was never there.';

/** Speaks to the service. The token is a header: no cookie, which every port of this machine would be sent. */
export function openService(token: string, visit: string): Service {
  async function send(name: string, body: object): Promise<Response> {
    const response = await fetch(base() + RUN_FOLDER + name, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', [RUN_HEADER]: token },
      body: JSON.stringify({ visit, ...body }),
      credentials: 'omit',
      redirect: 'error',
    }).catch(() => undefined);
    if (response?.ok) return response;
    // The service says why; anything else that answers does not.
    const said = (await response?.json().catch(() => undefined)) as
      { refused?: string; words?: string; param?: string } | undefined;
    throw new NotDone(said?.refused ?? 'gone', said?.words ?? GONE, said?.param);
  }
  return {
    async ask<Reply>(name: string, body: object) {
      // Our own service, in the shape of run-protocol.ts; it says so if it speaks another one.
      return (await (await send(name, body)).json()) as Reply;
    },
    async listen(name, body, hear) {
      const { body: stream } = await send(name, body);
      const reader = stream?.getReader();
      const decoder = new TextDecoder();
      let text = '';
      for (;;) {
        const part = await reader?.read().catch(() => undefined);
        if (!part) throw new NotDone('gone', GONE);
        text += decoder.decode(part.value, { stream: !part.done });
        const lines = text.split('\n');
        text = lines.pop() ?? '';
        // Written by our own service, one event a line.
        for (const line of lines) hear(JSON.parse(line) as RunEvent);
        if (part.done) return;
      }
    },
  };
}
