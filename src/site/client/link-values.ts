import type { Given } from './kept-values.ts';
import { findParam } from './page-params.ts';
import type { PageParam } from './page-params.ts';

/** Says that the values of an address come from a paste; no param's name holds a `-`. */
const MARK = 'values-from';

/** What an address gives, and what of it was not taken. */
export interface LinkValues {
  readonly taken: ReadonlyMap<string, Given>;
  /** Sentences for the reader. */
  readonly refused: readonly string[];
}

/** Values in the page's address; they are as little trusted as the address is. Unknown names mean nothing here. */
export function readLink(params: readonly PageParam[], address: string): LinkValues {
  const query = new URL(address).searchParams;
  const origin = query.get(MARK) === 'paste' ? 'paste' : 'link';
  const taken = new Map<string, Given>();
  const refused: string[] = [];
  for (const [key, value] of query) {
    const param = findParam(params, key);
    if (!param || value === '' || taken.has(param.name)) continue;
    if (param.isSecret) refused.push(`${param.name} is secret: the value in the link was not taken.`);
    else if (param.fits(value)) taken.set(param.name, { value, origin });
    else
      refused.push(
        `The ${origin === 'paste' ? 'pasted value' : "link's value"} for ${param.name} does not fit and was not taken: ${shorten(value)}`,
      );
  }
  return { taken, refused };
}

const LONGEST = 60;

/** A refused value as a person may see it: short, and with nothing that turns the line around. */
function shorten(value: string): string {
  const plain = value.replace(/[\p{C}\p{Z}]/gu, ' ');
  return plain.length > LONGEST ? `${plain.slice(0, LONGEST)}…` : plain;
}

/** The address of the page with these values in it, and no others of its params. */
export function linkWith(params: readonly PageParam[], values: ReadonlyMap<string, string>): string {
  const url = withoutValues(params);
  for (const { name, isSecret } of params) {
    const value = values.get(name);
    if (value !== undefined && !isSecret) url.searchParams.set(name, value);
  }
  return url.href;
}

/** The page's address without anything about its params. */
export function withoutValues(params: readonly PageParam[]): URL {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()])
    if (key === MARK || findParam(params, key)) url.searchParams.delete(key);
  return url;
}

/** Takes secrets out of the address, where the next person to look would read them. */
export function hideSecrets(params: readonly PageParam[]): void {
  const url = new URL(location.href);
  const secret = [...url.searchParams.keys()].filter((key) => findParam(params, key)?.isSecret);
  if (secret.length === 0) return;
  for (const key of secret) url.searchParams.delete(key);
  history.replaceState(history.state, '', url);
}
