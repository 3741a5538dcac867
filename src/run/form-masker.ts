import type { TextFilter } from './clean-output.ts';
import { secretForms, SHORTEST_FORM } from './secret-forms.ts';
import type { Gap, SecretForm } from './secret-forms.ts';

/** Where a form ends in a text, and whether it may go on where the text ends. */
interface Reach {
  readonly ends: readonly number[];
  readonly isOpen: boolean;
}

/** Replaces secrets, in every form, in a text that comes in pieces: what may become one is held back. */
export function formMasker(secrets: readonly string[], mask: string): TextFilter {
  const { known, byStart, first } = sought(secrets.filter(Boolean));

  const reachAt = (text: string, at: number): { end: number; isOpen: boolean } => {
    let end = at;
    let isOpen = false;
    for (const form of byStart.get(text.charAt(at)) ?? []) {
      const reach = reachOf(form, text, at);
      isOpen ||= reach.isOpen;
      const whole = reach.ends.filter((one) => one - at >= SHORTEST_FORM || known.has(text.slice(at, one)));
      end = Math.max(end, ...whole);
    }
    return { end, isOpen };
  };
  /** @param isAll nothing follows the text */
  const take = (text: string, isAll: boolean): { out: string; rest: string } => {
    let out = '';
    let from = 0;
    first.lastIndex = 0;
    for (let match = first.exec(text); match; match = first.exec(text)) {
      const { end, isOpen } = reachAt(text, match.index);
      if (isOpen && !isAll)
        return { out: out + text.slice(from, match.index), rest: text.slice(match.index) };
      if (end === match.index) continue;
      out += text.slice(from, match.index) + mask;
      from = end;
      first.lastIndex = end;
    }
    return { out: out + text.slice(from), rest: '' };
  };

  let held = '';
  return {
    push(text) {
      const { out, rest } = take(held + text, false);
      held = rest;
      return out;
    },
    end() {
      const { out } = take(held, true);
      held = '';
      return out;
    },
  };
}

interface Sought {
  readonly known: ReadonlySet<string>;
  readonly byStart: ReadonlyMap<string, readonly SecretForm[]>;
  /** Finds what any form may begin with. */
  readonly first: RegExp;
}

/** Of the secrets of before: a text is masked line by line, and the forms of a long secret are thousands. */
let last: { readonly key: string; readonly sought: Sought } | undefined;

function sought(secrets: readonly string[]): Sought {
  const key = JSON.stringify(secrets);
  if (last?.key === key) return last.sought;
  const known = new Set(secrets);
  const byStart = formsByStart([...known].flatMap(secretForms));
  const first = new RegExp(`[${[...byStart.keys()].map(escaped).join('')}]`, 'g');
  last = { key, sought: { known, byStart, first } };
  return last.sought;
}

/** The forms by the character that they may begin with: most places of a text begin none. */
function formsByStart(forms: readonly SecretForm[]): ReadonlyMap<string, readonly SecretForm[]> {
  const found = new Map<string, SecretForm[]>();
  for (const form of forms)
    for (const start of new Set(form.units[0]?.map((way) => way.charAt(0))))
      found.set(start, [...(found.get(start) ?? []), form]);
  return found;
}

/** Tries all ways to read a form at a place, each part at each place once. */
function reachOf({ units, gaps }: SecretForm, text: string, start: number): Reach {
  let isOpen = false;
  let places: readonly number[] = [start];
  for (const [index, ways] of units.entries()) {
    const gap = index === 0 ? undefined : gaps[index % gaps.length];
    const next = new Set<number>();
    for (const place of places) {
      isOpen ||= gap !== undefined && gap.open.test(text.slice(place));
      const at = gap ? afterGap(gap, text, place) : place;
      if (at === undefined) continue;
      const rest = text.slice(at);
      for (const way of ways) {
        if (rest.startsWith(way)) next.add(at + way.length);
        else isOpen ||= way.startsWith(rest);
      }
    }
    if (next.size === 0) return { ends: [], isOpen };
    places = [...next];
  }
  return { ends: places, isOpen };
}

function afterGap({ whole }: Gap, text: string, at: number): number | undefined {
  whole.lastIndex = at;
  return whole.test(text) ? whole.lastIndex : undefined;
}

/** For a class of characters in a pattern. */
function escaped(character: string): string {
  return character.replace(/[\\\]^-]/, '\\$&');
}
