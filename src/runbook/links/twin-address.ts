/** Pages of a site that have a Markdown twin beside them, by their addresses: not the lists of them. */
const HAS_TWIN = /^\/(?:runbooks|guides|services|alerts|rules)\/.+\/$/;

/** The address of the Markdown twin of the page at an address, where that kind of page has one. */
export function twinAddress(address: string): string | undefined {
  return HAS_TWIN.test(address) ? `${address.slice(0, -1)}.md` : undefined;
}
