const LONGEST_ADDRESS = 500;

/** Keeps what was typed in the address of the page, so that it can be sent and come back to. */
export function keepInAddress(query: string): void {
  const url = new URL(location.href);
  // An address has room for a line, not for a log.
  if (query === '' || query.length > LONGEST_ADDRESS) url.searchParams.delete('q');
  else url.searchParams.set('q', query);
  history.replaceState(history.state, '', url);
}
