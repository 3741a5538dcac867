import { createHash } from 'node:crypto';
import { keepInCache } from '../cache-folder.ts';
import { readIfThere } from '../write-file.ts';
import type { Probed } from './probe.ts';

interface Kept {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly probed: Probed;
}

/** Good answers of other sites, kept from one run to the next. */
export interface LinkCache {
  find(url: string, anchors: readonly string[]): Probed | undefined;
  keep(url: string, anchors: readonly string[], probed: Probed): void;
  save(): Promise<void>;
}

/**
 * Opens the answers that a file holds; addresses are kept as digests, since some have a key in them.
 * @param age milliseconds that an answer holds
 */
export async function openLinkCache(path: string | undefined, age: number, now: number): Promise<LinkCache> {
  const known = readKept(path && (await readIfThere(path).catch(() => undefined)), now - age);
  let hasChanged = false;
  return {
    find: (url, anchors) => known.get(keyOf(url, anchors))?.probed,
    keep(url, anchors, probed) {
      // What is broken today may be fixed in a minute.
      const isGood = probed.answer.kind === 'good' || probed.answer.kind === 'moved';
      if (!isGood || probed.missing.length > 0) return;
      known.set(keyOf(url, anchors), { at: now, probed });
      hasChanged = true;
    },
    async save() {
      if (!hasChanged) return;
      await keepInCache(path, JSON.stringify([...known]));
    },
  };
}

function readKept(text: string | undefined, oldest: number): Map<string, Kept> {
  try {
    // Written by `save`, in this shape.
    const entries = JSON.parse(text ?? '[]') as [string, Kept][];
    return new Map(entries.filter(([, { at }]) => at > oldest));
  } catch {
    return new Map();
  }
}

function keyOf(url: string, anchors: readonly string[]): string {
  return createHash('sha256')
    .update(JSON.stringify([url, [...anchors].sort()]))
    .digest('base64url');
}
