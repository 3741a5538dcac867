/** Frontmatter of a record, as a review reads it. What is undefined is left out. */
export function noteFrontmatter(
  fields: Readonly<Record<string, string | readonly string[] | undefined>>,
): string {
  const lines = Object.entries(fields).flatMap(([name, value]) => {
    if (value === undefined) return [];
    if (typeof value === 'string') return [`${name}: ${scalar(value)}`];
    return value.length === 0 ? [`${name}: []`] : [`${name}:`, ...value.map((one) => `  - ${scalar(one)}`)];
  });
  return `---\n${lines.join('\n')}\n---\n`;
}

// Matches `Checkout answers slowly`, `pilot/disk-full`, `2026-11-29`; not `yes: no`, `a #b`, `*x`.
const PLAIN = /^[\p{L}\p{N}][\p{L}\p{N}_/.,()'+ -]*$/u;
/** Words and numbers that YAML reads as something else than a text. A day is read as one by us too. */
const OTHER = /^(?:true|false|yes|no|on|off|y|n|null|~|[+-]?[\d._]+(?:e[+-]?\d+)?|0[xo][\da-f]+)$/i;

/** A text that YAML reads as that text: as it is, or else as JSON writes it, which is YAML too. */
function scalar(text: string): string {
  if (PLAIN.test(text) && !text.endsWith(' ') && !OTHER.test(text)) return text;
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
