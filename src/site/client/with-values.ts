/** An address with the query of this page, and the anchor of either. */
export function withValues(address: string): string {
  const url = new URL(address, location.href);
  const values = new URLSearchParams(location.search);
  values.delete('stay');
  for (const [name, value] of values) url.searchParams.append(name, value);
  if (location.hash !== '') url.hash = location.hash;
  return url.href;
}
