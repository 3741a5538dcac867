import type { Finding, Fix } from '../runbook/finding.ts';

/** A text with findings fixed, and which of them were. */
export interface Fixed {
  readonly text: string;
  readonly fixed: readonly Finding[];
}

/**
 * Applies the fixes that findings carry: each whole or not at all, never two on the same words. What is left
 * over is found again by the next lint. Everything that no fix names stays as it is, to the byte.
 */
export function applyFixes(text: string, findings: readonly Finding[]): Fixed {
  const fixed: Finding[] = [];
  const edits: Fix[] = [];
  for (const finding of findings) {
    const own = finding.fix ?? [];
    if (
      own.length === 0 ||
      own.some((fix) => isOutside(fix, text) || edits.some((edit) => overlaps(edit, fix)))
    )
      continue;
    fixed.push(finding);
    edits.push(...own.filter((fix) => !edits.some((edit) => isSame(edit, fix))));
  }
  const ordered = edits.toSorted((a, b) => b.start - a.start || b.end - a.end);
  return {
    text: ordered.reduce(
      (result, { start, end, text: put }) => result.slice(0, start) + put + result.slice(end),
      text,
    ),
    fixed,
  };
}

function isOutside({ start, end }: Fix, text: string): boolean {
  return start < 0 || end < start || end > text.length;
}

/** Two insertions at one place would depend on their order: they overlap, unless they are the same. */
function overlaps(a: Fix, b: Fix): boolean {
  if (isSame(a, b)) return false;
  return a.start === b.start || (a.start < b.end && b.start < a.end);
}

function isSame(a: Fix, b: Fix): boolean {
  return a.start === b.start && a.end === b.end && a.text === b.text;
}
