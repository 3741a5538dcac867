import { plain } from './plain.ts';

/** The most letters of a skill's name and of its description, by the standard of Agent Skills. */
export const MOST_NAME = 64;
export const MOST_DESCRIPTION = 1024;

/** Names of skills as the standard has them: small letters, digits and single hyphens; each once. */
export function skillNames(): (wanted: string) => string {
  const taken = new Set<string>();
  return (wanted) => {
    const base = cut(slug(wanted), MOST_NAME) || 'runbook';
    for (let count = 1; ; count += 1) {
      const ending = count === 1 ? '' : `-${count}`;
      const name = cut(base, MOST_NAME - ending.length) + ending;
      if (taken.has(name)) continue;
      taken.add(name);
      return name;
    }
  };
}

function slug(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter(Boolean)
    .join('-');
}

function cut(name: string, most: number): string {
  const short = name.slice(0, most);
  return short.endsWith('-') ? short.slice(0, -1) : short;
}

/** A part of a description: words that lead it in, and as many of its entries as there is room for. */
export interface DescribedPart {
  readonly lead: string;
  readonly entries: readonly string[];
}

/** What a skill is for, on one line, within the bound; nothing in it could end the head of its file, or be a tag. */
export function describeSkill(first: string, parts: readonly DescribedPart[]): string {
  let said = cutWords(tidy(first));
  for (const { lead, entries } of parts) {
    const taken: string[] = [];
    let left = MOST_DESCRIPTION - said.length - lead.length - 3;
    for (const entry of entries.map(tidy).filter(Boolean)) {
      if (entry.length + 2 > left) break;
      taken.push(entry);
      left -= entry.length + 2;
    }
    if (taken.length > 0) said += ` ${lead} ${taken.join('; ')}.`;
  }
  return said;
}

function cutWords(text: string): string {
  return text.length <= MOST_DESCRIPTION ? text : `${text.slice(0, MOST_DESCRIPTION - 1).trimEnd()}…`;
}

function tidy(text: string): string {
  return plain(text).replace(/[<>]/g, ' ').replace(/-{3,}/g, '–').replace(/\s+/g, ' ').trim();
}
