import { isSecretName } from '../shell/secret-name.ts';
import { cleanOutput } from './clean-output.ts';
import { maskText } from './mask.ts';

/** Shorter than this, a value would hide ordinary words wherever they stand. */
const SHORTEST = 4;

// Match `PGPASSWORD=x`, `"token": "x"`, `--password x`, `api_key: x`; the name is judged afterwards.
const NAMED =
  /\b([A-Za-z_][\w.-]{0,60})["']?[ \t]{0,3}[=:][ \t]{0,3}(?:"([^"\n]{1,500})"|'([^'\n]{1,500})'|([^\s"',;]{1,500}))/g;
const FLAG = /(?<!\S)--?([a-z][a-z-]{0,30})[= ]([^\s"']{1,500})/g;
// Matches `Authorization: Bearer x`, and the password of `postgres://user:x@host`.
const BEARER = /\b(?:Bearer|Basic|Token)[ \t]{1,3}([\w.~+/=-]{8,2000})/g;
const IN_ADDRESS = /:\/\/[^\s:/@]{0,100}:([^\s/@]{1,200})@/g;
const KEY = /-----BEGIN [A-Z ]{0,30}PRIVATE KEY-----([^-]{1,20000})-----END/g;

/**
 * Values in a text that by their place are secrets: of params that are secret, and of whatever is called a password
 * or a token.
 * @param names of params that the book says are secret
 */
export function findSecrets(text: string, names: readonly string[]): readonly string[] {
  const own = new Set(names.map((name) => name.toLowerCase()));
  const isSecret = (name: string): boolean => own.has(name.toLowerCase()) || isSecretName(name);
  const named = [...text.matchAll(NAMED)].flatMap(([, name = '', double, single, bare]) =>
    isSecret(name) ? [double ?? single ?? bare ?? ''] : [],
  );
  const flags = [...text.matchAll(FLAG)].flatMap(([, name = '', value = '']) =>
    isSecret(name) ? [value] : [],
  );
  const others = [BEARER, IN_ADDRESS, KEY].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(([, value = '']) => value.trim()),
  );
  return [...new Set([...named, ...flags, ...others])].filter(
    (value) => value.length >= SHORTEST && !/^[$<{[]|^\*+$/.test(value),
  );
}

/** A text that somebody typed or pasted, as a record may keep it: clean, and masked as the note of a run is. */
export function maskPasted(text: string, { secrets, names }: KnownSecrets): string {
  const clean = cleanOutput(text);
  return maskText(clean, [...secrets, ...findSecrets(clean, names)]);
}

export interface KnownSecrets {
  /** Values that are known to be secret. */
  readonly secrets: readonly string[];
  /** Names of params that are. */
  readonly names: readonly string[];
}
