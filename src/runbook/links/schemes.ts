/** Schemes that a reader's click may follow; every other one is refused. */
export const SAFE_SCHEMES: ReadonlySet<string> = new Set([
  'http',
  'https',
  'mailto',
  'tel',
  'slack',
  'sip',
  'ssh',
  'irc',
  'ircs',
  'xmpp',
  'matrix',
]);

/** Schemes that run what follows: never a label. */
export const RUNS: ReadonlySet<string> = new Set(['javascript', 'vbscript', 'data', 'blob', 'file']);

/** `javascript` of ` java\tscript:x`: browsers drop white space and control characters, so this does too. */
export function schemeOf(url: string): string | undefined {
  return /^([a-z][a-z0-9+.-]*):/i.exec(url.replace(/[\u0000-\u0020]/g, ''))?.[1]?.toLowerCase();
}
