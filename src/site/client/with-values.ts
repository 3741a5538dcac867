/** Says where the values of an address come from: `paste`, or `alert/<name>`; no param's name holds a `-`. */
export const MARK = 'values-from';

/**
 * An address with the query of this page, and the anchor of either.
 * @param alert the alert that this page is about: what it says of values then stands alone
 */
export function withValues(address: string, alert?: string): string {
  const url = new URL(address, location.href);
  const values = new URLSearchParams(location.search);
  values.delete('stay');
  for (const [name, value] of values) url.searchParams.append(name, value);
  if (alert !== undefined && !url.searchParams.has(MARK)) url.searchParams.set(MARK, `alert/${alert}`);
  if (location.hash !== '') url.hash = location.hash;
  return url.href;
}
