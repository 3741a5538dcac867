import { frontmatterPlace } from '../runbook/yaml/frontmatter-place.ts';
import type { Day } from './day.ts';

/**
 * Sets `reviewed` in a page's frontmatter and changes nothing else; a comment behind the date stays.
 * @returns undefined for a page without frontmatter
 */
export function setReviewed(text: string, day: Day): string | undefined {
  const place = frontmatterPlace(text);
  if (!place) return undefined;
  const { start, end } = place;
  const yaml = text.slice(start, end);
  // Matches `reviewed: 2026-01-01 # by hand`, `reviewed: "2026-01-01"` and `reviewed:`; not `  reviewed: x`.
  const line = /^(reviewed[ \t]*:)([ \t]*)(?:"[^"\r\n]*"|'[^'\r\n]*'|[^\s#][^\s]*)?/m;
  const set = line.test(yaml)
    ? yaml.replace(line, (_, key: string, space: string) => `${key}${space === '' ? ' ' : space}${day}`)
    : `${yaml}reviewed: ${day}${endingOf(text)}`;
  return text.slice(0, start) + set + text.slice(end);
}

function endingOf(text: string): string {
  return /\r\n|[\r\n]/.exec(text)?.[0] ?? '\n';
}
