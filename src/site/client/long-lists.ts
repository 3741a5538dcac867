/** Boxes that narrow a list are asked for only where one is. */
export function longLists(): void {
  const form = document.querySelector<HTMLFormElement>('[data-list-filter]');
  if (form) void import('./list-filter.ts').then(({ listFilter }) => listFilter(form));
}
