import { lookUp } from '../shell/look-up.ts';

/** How the site's pages name and group things. */

/** `serotonin-script` as people write it: `Serotonin script`. */
export function inWords(id: string): string {
  const words = id.replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** Groups in the order of their first member. */
export function groupBy<T>(items: readonly T[], key: (item: T) => string): Map<string, T[]> {
  return Map.groupBy(items, key);
}

/** An order by title, the same on every machine. */
export function byTitle(a: { readonly title: string }, b: { readonly title: string }): number {
  return a.title.localeCompare(b.title, 'en');
}

/** One of an alert's labels, of whichever rule has it. */
export function labelOf(
  { rules }: { readonly rules: readonly { readonly labels: Readonly<Record<string, string>> }[] },
  label: string,
): string {
  return rules.map(({ labels }) => lookUp(labels, label) ?? '').find((value) => value !== '') ?? '';
}
