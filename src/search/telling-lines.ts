import { lineShape } from './noise.ts';

/** A person never pastes more on purpose; the ends of a log say most. */
const READ_AT_START = 500_000;
const READ_AT_END = 700_000;
/** What is looked at word by word. */
const MOST_LETTERS = 12_000;
const LONGEST_LINE = 4_000;

const ALARMING =
  /err|fail|fatal|panic|exception|traceback|denied|refused|reset|time[d -]*out|unable|cannot|can't|could not|invalid|missing|not found|unhealthy|unavailable|not ready|kill|crash|oom|back-?off|evict|expired|exhausted|too many|exceed|deadlock|corrupt|full|down\b|alert|firing|critical|warning/i;

/** Whether a line speaks of trouble. */
export function isAlarming(line: string): boolean {
  return ALARMING.test(line);
}

/** A paste without control characters and terminal colours, its middle left out when it is huge. */
export function readable(text: string): string {
  const cut =
    text.length <= READ_AT_START + READ_AT_END
      ? text
      : `${text.slice(0, READ_AT_START)}\n${text.slice(-READ_AT_END)}`;
  return cut
    .replace(/\u001b\[[\d;]*[A-Za-z]/g, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u2028\u2029\ufeff]/g, ' ');
}

/** The lines of a paste that tell most: each shape once, those that speak of trouble before the others. */
export function tellingLines(text: string): string[] {
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST_LINE));
  if (text.length <= MOST_LETTERS / 2) return lines;
  const shapes = new Map<string, number>();
  for (const [at, line] of lines.entries()) {
    const shape = lineShape(line.slice(0, 300));
    if (shape !== '' && !shapes.has(shape)) shapes.set(shape, at);
  }
  const once = [...shapes.values()];
  const order = [...once.filter((at) => isAlarming(lines[at] ?? '')), ...once.slice(0, 5), ...once.slice(-5)];
  return takeLetters([...new Set(order)], lines);
}

function takeLetters(order: readonly number[], lines: readonly string[]): string[] {
  let left = MOST_LETTERS;
  const taken: number[] = [];
  for (const at of order) {
    left -= lines[at]?.length ?? 0;
    if (left < 0 && taken.length > 0) break;
    taken.push(at);
  }
  return taken.sort((a, b) => a - b).map((at) => lines[at] ?? '');
}
