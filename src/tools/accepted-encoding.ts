import { ENCODINGS } from './packed-files.ts';
import type { Encoding } from './packed-files.ts';

/** The smallest packing that somebody takes, of the header `Accept-Encoding`; undefined where they take none. */
export function acceptedEncoding(header: string | undefined): Encoding | undefined {
  const weights = new Map<string, number>();
  for (const part of (header ?? '').split(',')) {
    const [name = '', ...params] = part.split(';').map((word) => word.trim().toLowerCase());
    if (name !== '') weights.set(name, weightOf(params));
  }
  const taken = (encoding: Encoding): number => weights.get(encoding) ?? weights.get('*') ?? 0;
  return ENCODINGS.find((encoding) => taken(encoding) > 0);
}

/** Matches `q=0.5` and `q=0`; what is no number counts as a whole one, as if it were not there. */
function weightOf(params: readonly string[]): number {
  const weight = params.find((param) => param.startsWith('q='))?.slice(2);
  const number = Number(weight ?? '1');
  return Number.isNaN(number) ? 1 : number;
}
