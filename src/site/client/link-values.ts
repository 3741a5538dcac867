import { linkSecrets } from './did.ts';
import type { Arrival } from './arrive.ts';
import { MARK } from './with-values.ts';
import { findParam } from './page-params.ts';
import type { PageParam } from './page-params.ts';

/** What an address gives, and what of it was not taken. */
export interface LinkValues extends Pick<Arrival, 'origin' | 'says'> {
  /** The alert that the address came from, where it says so. */
  readonly alert: string | undefined;
  /** Sentences for the reader. */
  readonly refused: readonly string[];
}

/** Keys of an address that say nothing of an alert. */
const OWN_KEYS = new Set(['stay', 'q']);

/** Whether an address brings values, or comes from an alert that has none for this page. */
export function bringsValues(address: string): boolean {
  return [...new URL(address).searchParams.keys()].some((key) => !OWN_KEYS.has(key));
}

/** Values in the page's address; they are as little trusted as the address is. Unknown names mean nothing here. */
export function readLink(params: readonly PageParam[], address: string): LinkValues {
  const query = new URL(address).searchParams;
  const mark = query.get(MARK) ?? '';
  const origin = mark === 'paste' ? 'paste' : 'link';
  const says = new Map<string, { value: string } | { emptied: 'refused' | 'empty' }>();
  const refused: string[] = [];
  for (const [key, value] of query) {
    const param = findParam(params, key);
    if (!param || says.has(param.name)) continue;
    if (param.isSecret) {
      if (value !== '') linkSecrets.add(value);
      if (value !== '') refused.push(`${param.name} is secret: the value in the link was not taken.`);
      continue;
    }
    const reason = value === '' ? undefined : param.misfit(value);
    if (value === '') says.set(param.name, { emptied: 'empty' });
    else if (reason === undefined) says.set(param.name, { value });
    else {
      says.set(param.name, { emptied: 'refused' });
      const whose = origin === 'paste' ? 'pasted value' : "link's value";
      refused.push(`The ${whose} for ${param.name} ${reason} and was not taken: ${shorten(value)}`);
    }
  }
  return { origin, says, refused, alert: /^alert\/(.+)$/.exec(mark)?.[1] };
}

const LONGEST = 60;

/** A text of an address as a person may see it: short, and with nothing that turns the line around. */
export function shorten(value: string): string {
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

/** Takes out of the address what nobody should read there, or follow again: secrets, and where it came from. */
export function cleanAddress(params: readonly PageParam[]): URL {
  const url = new URL(location.href);
  for (const key of [...url.searchParams.keys()])
    if (key === MARK || findParam(params, key)?.isSecret) url.searchParams.delete(key);
  return url;
}
