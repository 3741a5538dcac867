// Matches `https://example.org`, `http://a.example.com`, `https://vault.internal/ui`; not `https://example.dev`.
const MADE_UP =
  /(^|\.)(example\.(com|org|net|edu)|example|test|invalid|localhost|local|internal|lan|home\.arpa|svc|cluster\.local)$/i;

/**
 * The address that a link asks another site for, without its anchor; undefined for one that no site on the
 * internet can answer: made-up hosts, names inside a cluster, placeholders.
 * @param isListed whether the settings name a host, as `host` and `host:port`
 */
export function externalAddress(url: string, isListed: (host: string) => boolean): URL | undefined {
  if (!/^(https?:)?\/\//i.test(url) || /[<>{}$]|%7B|…|\.\.\./i.test(url)) return undefined;
  const address = URL.parse(url.startsWith('//') ? `https:${url}` : url);
  if (!address) return undefined;
  const host = address.hostname.replace(/^\[|\]$/g, '');
  const isNamed = isListed(address.host) || isListed(host);
  if (!isNamed && (MADE_UP.test(host) || !/[.:]/.test(host))) return undefined;
  address.hash = '';
  return address;
}

/** The anchor of a link, if a server's page can have it: not a line, a text or an application's own route. */
export function externalAnchor(url: string): string | undefined {
  const anchor = /#(.*)$/s.exec(url)?.[1];
  if (!anchor || /^(L\d|:~:|[/!]|.*=)/.test(anchor)) return undefined;
  return anchor;
}
