/** What differs from one occurrence to the next, and so says nothing about what happened. The order matters. */
const NOISE: readonly RegExp[] = [
  // Pods, with or without a namespace: shop/api-7d4b9c6f5d-x2x9p
  /\b(?:[a-z\d-]{1,63}\/)?[a-z\d]{1,63}(?:-[a-z\d]{1,63}){0,30}-(?=[a-z\d]{0,9}\d)[a-z\d]{8,10}-[a-z\d]{5}\b/g,
  // Times and dates: 2026-02-03T04:05:06.789Z, 04:05:06,789, Feb  3, 03/Feb/2026, 02/03
  /\b\d{4}[-/]\d\d[-/]\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?Z|[+-]\d\d:?\d\d)?)?/g,
  /\b\d{1,2}:\d\d(?::\d\d)?(?:[.,]\d+)?(?: ?[AP]M)?\b/g,
  /\b(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? |\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) {1,2}\d{1,2}\b/g,
  /\b\d\d?\/(?:\d\d|[A-Z][a-z]{2})(?:\/\d{2,4})?\b/g,
  // UUIDs, IP addresses, hashes, long and hexadecimal numbers
  /\b[\da-f]{8}-(?:[\da-f]{4}-){3}[\da-f]{12}\b/gi,
  /\b\d{1,3}(?:\.\d{1,3}){3}(?:[:/]\d+)?\b/g,
  /\bip-\d+(?:-\d+){3}[\w.-]*/g,
  /\b(?=[\da-f]*\d)(?=[\da-f]*[a-f])[\da-f]{7,}\b|\b0x[\da-f]+\b/gi,
  // Where a line was printed: server.go:410, I0713 of klog, levels
  /\b[\w./-]{1,99}\.[a-z]{1,4}:\d{1,9}\b|^[IWEF]\d{4}\b/gm,
  /\b(?:ERROR|WARN|WARNING|INFO|DEBUG|FATAL|CRITICAL|TRACE|NOTICE|FIRING(?::\d+)?|RESOLVED|stderr F|stdout F)\b/g,
];

// Addresses: https://example.org/a?b=c, http://shop.prod.svc:8080/ready.
const ADDRESS = /\b([a-z][a-z+]{0,30}:\/\/)([^\s/:?#"'<>)\]]*)(:\d+)?([^\s?#"'<>)\]]*)(\S*)/gi;
// A machine of one's own: localhost, shop-0, shop.prod.svc, 10.0.0.1. Its name and the path there say what was called.
const OWN_HOST = /^[^.]*$|^[\d.]+$|\.(?:svc|local|internal)(?:\.|$)/i;

/** A text without times, ids, public addresses, pod names and log levels; blanks stand in their places. */
export function removeNoise(text: string): string {
  const called = text.replace(ADDRESS, (...found: (string | undefined)[]) => {
    const [whole = '', scheme = '', host = '', port = '', path = ''] = found;
    return OWN_HOST.test(host)
      ? `${blank(scheme)}${host}${blank(port)}${path}`.padEnd(whole.length)
      : blank(whole);
  });
  return NOISE.reduce((rest, noise) => rest.replace(noise, blank), called);
}

function blank(found: string): string {
  return ' '.repeat(found.length);
}

/** The same for all lines that differ only in numbers and ids. */
export function lineShape(line: string): string {
  return line
    .replace(/[\da-f]{6,}|\d+/gi, '#')
    .replace(/\s+/g, ' ')
    .trim();
}
