import { createHash } from 'node:crypto';
import type { ContentRules } from './git-attributes.ts';

/** The id that git gives to a content: SHA-256 in a repository whose ids are as long. */
export function blobId(content: Uint8Array, like: string): string {
  const hash = createHash(like.length === 64 ? 'sha256' : 'sha1');
  return hash.update(`blob ${content.length}\0`).update(content).digest('hex');
}

/**
 * The forms in which git may have taken in a file that lies in the work tree. Filters are programs and are not
 * among them.
 */
export function* takenIn(content: Buffer, rules: ContentRules): Generator<Buffer> {
  yield content;
  const read = rules.encoding === undefined ? content : reEncode(content, rules.encoding);
  if (!read) return;
  const converts = rules.lineEnds === 'converted' || (rules.lineEnds === 'auto' && looksLikeText(read));
  const ends = converts ? withoutReturns(read) : read;
  yield rules.hasIdent ? withoutIdent(ends) : ends;
}

/** Bytes as a text of one letter each, to replace among them and lose nothing. */
function replaceBytes(content: Buffer, from: RegExp, to: string): Buffer {
  return Buffer.from(content.toString('latin1').replace(from, to), 'latin1');
}

function withoutReturns(content: Buffer): Buffer {
  return content.includes('\r\n') ? replaceBytes(content, /\r\n/g, '\n') : content;
}

/** Match `$Id: 1f2e $`, and no `$Id:` that its line does not end. */
function withoutIdent(content: Buffer): Buffer {
  return content.includes('$Id:') ? replaceBytes(content, /\$Id:[^$\n]{0,4096}\$/g, '$$Id$$') : content;
}

function reEncode(content: Buffer, encoding: string): Buffer | undefined {
  const [, name = encoding, order] = /^(utf-?16)(-?[lb]e)?(-bom)?$/i.exec(encoding) ?? [];
  const isUtf16 = /^utf-?16$/i.test(name);
  const isBig = order ? /be/i.test(order) : content[0] === 0xfe;
  try {
    const decoder = new TextDecoder(isUtf16 ? (isBig ? 'utf-16be' : 'utf-16le') : encoding, { fatal: true });
    return Buffer.from(decoder.decode(content), 'utf8');
  } catch {
    return undefined; // not of this encoding, or of one that nobody here knows
  }
}

/** As git guesses it for `text=auto`: no NUL, no lone return, and hardly a byte that no text holds. */
function looksLikeText(content: Buffer): boolean {
  let [odd, plain] = [0, 0];
  for (let at = 0; at < content.length; at += 1) {
    const byte = content[at] ?? 0;
    if (byte === 0) return false;
    if (byte === 13) {
      if (content[at + 1] !== 10) return false;
    } else if (byte === 127 || (byte < 32 && ![8, 9, 10, 12, 27].includes(byte))) odd += 1;
    else if (byte !== 10) plain += 1;
  }
  if (content.at(-1) === 26) odd -= 1; // the end of a DOS file
  return plain >> 7 >= odd;
}

/** What stands in the repository in place of a file that Git LFS keeps elsewhere. */
export interface LfsPointer {
  readonly sha256: string;
  readonly size: number;
}

/** Longer than any pointer. */
const LONGEST_POINTER = 1024;

/** Reads a pointer of Git LFS; undefined for any other content. */
export function readLfsPointer(content: Uint8Array): LfsPointer | undefined {
  if (content.length > LONGEST_POINTER) return undefined;
  const text = Buffer.from(content).toString('utf8');
  const found =
    /^version https:\/\/git-lfs\.github\.com\/spec\/v1\n(?:.*\n)*?oid sha256:([0-9a-f]{64})\nsize (\d+)\n/.exec(
      text,
    );
  return found ? { sha256: found[1] ?? '', size: Number(found[2]) } : undefined;
}
