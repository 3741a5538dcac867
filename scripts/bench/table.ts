/** One line of the table: what was measured, the figure, and what there is to know about it. */
export interface Row {
  readonly what: string;
  readonly figure: string;
  readonly note?: string;
}

/** Renders rows in columns, names to the left and figures to the right; parts line up with each other. */
export function renderTable(rows: readonly Row[]): string {
  return rows
    .map(({ what, figure, note = '' }) => `  ${what.padEnd(34)}${figure.padStart(8)}   ${note}`.trimEnd())
    .join('\n');
}

/** `4.1 s`, `230 ms`. */
export function seconds(value: number): string {
  return value < 1 ? `${Math.round(value * 1000)} ms` : `${value.toFixed(1)} s`;
}

/** `1.4 MB`, `20.1 KB`. */
export function bytes(value: number): string {
  return value < 1_000_000 ? `${(value / 1000).toFixed(1)} KB` : `${(value / 1_000_000).toFixed(1)} MB`;
}
