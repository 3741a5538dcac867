import type { IncomingMessage } from 'node:http';

/** The body of a request, or why it was not taken. */
export type ReadJson = { readonly data: unknown } | { readonly refused: string; readonly status: number };

/** Reads the body of a request as JSON, and stops reading where it is larger than it may be. */
export async function readJson(request: IncomingMessage, most: number): Promise<ReadJson> {
  const chunks: Buffer[] = [];
  let size = 0;
  try {
    for await (const chunk of request) {
      if (!Buffer.isBuffer(chunk)) continue; // nobody sets an encoding
      size += chunk.length;
      if (size > most) return { refused: `it is over ${most} bytes`, status: 413 };
      chunks.push(chunk);
    }
    return { data: JSON.parse(Buffer.concat(chunks).toString()) };
  } catch {
    return { refused: 'it is no JSON, or was cut off', status: 400 };
  }
}
