import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A text that nobody guesses, fit for an address and a header: 256 bits. */
export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

/** Whether two texts are the same, in a time that says nothing of where they differ or how long they are. */
export function isSameSecret(one: string, other: string): boolean {
  return timingSafeEqual(digestOf(one), digestOf(other));
}

function digestOf(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
