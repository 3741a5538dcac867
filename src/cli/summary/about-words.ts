import type { AboutFile, AboutName } from '../../judge/about-change.ts';

/** `These 2 runbooks speak of what is changed here`. */
export function aboutTitle(count: number): string {
  return count === 1
    ? 'This runbook speaks of what is changed here'
    : `These ${count} runbooks speak of what is changed here`;
}

/** Which names of a changed file a page has, or on which line it says that it watches it. */
export function sayAboutFile({ names, watched }: AboutFile, code: (text: string) => string): string {
  if (names.length > 0) return names.map((name) => `${code(name.name)}${bothLines(name)}`).join(', ');
  return watched === undefined ? 'watched' : `watched (line ${watched})`;
}

/** Where a name stands on both sides, as ` (line 14, there line 5)`. */
function bothLines({ line, there }: AboutName): string {
  const places = [
    ...(line === undefined ? [] : [`line ${line}`]),
    ...(there === undefined ? [] : [`there line ${there}`]),
  ];
  return places.length === 0 ? '' : ` (${places.join(', ')})`;
}
