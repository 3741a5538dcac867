/** The path that the site is published under: `/`, or `/ops/`. */
export function base(): string {
  return document.documentElement.dataset['base'] ?? '/';
}
