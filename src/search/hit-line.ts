import { errorText, hasError, readErrorPattern } from './error-patterns.ts';
import type { Reason } from './reason.ts';

const MOST_LINES = 2_000;
const LONGEST_SHOWN = 160;

/**
 * Of a paste of several lines, the one that a reason was found in; undefined where there is one line alone, or none
 * tells.
 */
export function hitLine(paste: string, { kind, text, ranges }: Reason): string | undefined {
  const lines = paste.split('\n', MOST_LINES).filter((line) => line.trim() !== '');
  if (lines.length < 2) return undefined;
  const found = kind === 'error' ? lineWithError(lines, text) : lineWithWords(lines, text, ranges);
  const shown = found?.trim().replace(/\s+/g, ' ');
  return shown !== undefined && shown.length > LONGEST_SHOWN
    ? `${shown.slice(0, LONGEST_SHOWN - 1)}…`
    : shown;
}

function lineWithError(lines: readonly string[], error: string): string | undefined {
  const pattern = readErrorPattern(error);
  return pattern && lines.find((line) => hasError(errorText(line), pattern));
}

/** The line that has most of the words that hit, long words before short ones. */
function lineWithWords(lines: readonly string[], text: string, ranges: Reason['ranges']): string | undefined {
  const words = new Set(ranges.map(([start, end]) => text.slice(start, end).toLowerCase()));
  let best: { line: string; worth: number } | undefined;
  for (const line of lines) {
    const lower = line.toLowerCase();
    let worth = 0;
    for (const word of words) if (lower.includes(word)) worth += word.length;
    if (worth > (best?.worth ?? 0)) best = { line, worth };
  }
  return best?.line;
}
