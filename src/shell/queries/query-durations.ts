const SECONDS: Readonly<Record<string, number>> = {
  ms: 0.001,
  s: 1,
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  y: 31_536_000,
};

/** `1h30m` in seconds; a bare number is seconds, as Grafana has it. Undefined for what is no duration. */
export function durationSeconds(text: string): number | undefined {
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  if (!/^(?:\d+(?:ms|[smhdwy]))+$/.test(text)) return undefined;
  return [...text.matchAll(/(\d{1,15})(ms|[smhdwy])/g)].reduce(
    (sum, [, count, unit]) => sum + Number(count) * (SECONDS[unit ?? ''] ?? 0),
    0,
  );
}
