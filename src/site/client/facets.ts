import type { Hit } from './answer.ts';

/** What results can be narrowed by. */
const FACETS = ['service', 'owner', 'severity', 'kind'] as const;
export type Facet = (typeof FACETS)[number];

/** Fewer results than this are quicker read than narrowed. */
const WORTH_NARROWING = 4;

/** Whether a result is among what was chosen. */
export function chooseFacets(hit: Hit, chosen: ReadonlyMap<Facet, string>): boolean {
  return [...chosen].every(([facet, value]) => valuesOf(hit, facet).includes(value));
}

function valuesOf(hit: Hit, facet: Facet): readonly string[] {
  return facet === 'service' ? hit.services : [hit[facet]];
}

/** A menu for each facet that would narrow these results; undefined when none would. */
export function facetBar(
  hits: readonly Hit[],
  chosen: Map<Facet, string>,
  onChange: () => void,
): HTMLElement | undefined {
  if (hits.length < WORTH_NARROWING) return undefined;
  const bar = document.createElement('div');
  bar.className = 'facets';
  for (const facet of FACETS) {
    const counts = new Map<string, number>();
    for (const value of hits.flatMap((hit) => valuesOf(hit, facet)).filter(Boolean))
      counts.set(value, (counts.get(value) ?? 0) + 1);
    if (counts.size < 2) continue;
    bar.append(
      menu({ facet, counts, value: chosen.get(facet) ?? '' }, (value) => {
        if (value === '') chosen.delete(facet);
        else chosen.set(facet, value);
        onChange();
        document.querySelector<HTMLElement>(`.facets select[name=${facet}]`)?.focus();
      }),
    );
  }
  return bar.childElementCount > 0 ? bar : undefined;
}

interface Menu {
  readonly facet: Facet;
  readonly counts: ReadonlyMap<string, number>;
  readonly value: string;
}

function menu({ facet, counts, value }: Menu, onChange: (value: string) => void): HTMLElement {
  const label = document.createElement('label');
  label.textContent = `${facet} `;
  const select = document.createElement('select');
  select.name = facet;
  select.append(
    new Option('any', ''),
    ...[...counts].sort().map(([name, count]) => new Option(`${name} (${count})`, name)),
  );
  select.value = value;
  select.addEventListener('change', () => onChange(select.value));
  label.append(select);
  return label;
}
