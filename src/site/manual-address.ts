/**
 * What stands before `manual/` and `rules/` in links to opsbook's own manual; undefined where a site neither has it nor
 * names one that has.
 * @param manual as the settings say
 * @param at makes an address of this site
 */
export function manualAddress(manual: boolean | string, at: (address: string) => string): string | undefined {
  if (typeof manual === 'string') return manual;
  return manual ? at('/') : undefined;
}
