import type { LinkSettings } from '../../runbook/schema/settings.ts';
import { externalAddress } from './external-address.ts';
import { globPattern } from './glob-pattern.ts';
import { hostList } from './host-list.ts';

/** The addresses of links that other sites can be asked for, each once. */
export function askedLinks(
  links: readonly { readonly url: string }[],
  { allow, ignore }: Pick<LinkSettings, 'allow' | 'ignore'>,
): string[] {
  const allowed = hostList(allow);
  const isIgnored = ignoring(ignore);
  const urls = links.map(({ url }) => url).filter((url) => !isIgnored(url));
  return [
    ...new Set(urls.flatMap((url) => externalAddress(url, (host) => allowed.hasName(host))?.href ?? [])),
  ];
}

/** Tells the addresses that the settings leave out. */
export function ignoring(patterns: readonly string[]): (url: string) => boolean {
  const all = patterns.map(globPattern);
  return (url) => all.some((isIgnored) => isIgnored(url));
}
