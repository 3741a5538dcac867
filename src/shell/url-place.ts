import type { GivenText } from './given-text.ts';
import type { Command } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

/** Longer addresses than this are not looked at. */
const LONGEST = 2_000;

// Matches `"https://db.example.com:9200/a/` and `url=http://`; not `s3://bucket/`, whose keys are not encoded.
const URL_START =
  /\b(?:https?|wss?|ftps?|amqps?|rediss?|postgres(?:ql)?|mysql|mongodb(?:\+srv)?|nats|ldaps?):\/\/[^\s"'/?#]*/g;

// `?q=host:`, `&filter=(a eq '`: a server decodes it, and reads it as a query.
const QUERY = /[?&](?:q|query|jql|kql|cql|sql|where|\$?filter|expr|search)=[^&]{0,400}[:=<>('"{]$/;

/**
 * Whether a value stands in a URL: `u` after its host, `o` in the host, `t` in a query that the server reads, nothing
 * elsewhere.
 */
export function urlReader(before: string): '' | 'u' | 'o' | 't' {
  const word = before.slice(-LONGEST).split(/\s/).at(-1) ?? '';
  for (const { 0: start, index } of word.matchAll(URL_START)) {
    const next = word.charAt(index + start.length);
    if (next === '') return 'o';
    if (/[/?#]/.test(next)) return QUERY.test(word) ? 't' : 'u';
  }
  return '';
}

// What takes the address of a page for an operand, with or without `http://`.
const CLIENTS = words(
  'curl wget http https xh xhs ab hey oha wrk wrk2 siege bombardier vegeta lynx links w3m aria2c httping',
);
// `h`, `h:9200`, `$ES`, `${ES}:9200`, and the path that begins there.
const HOST_FIRST = /^(?:\$\{?\w{1,60}\}?|[\w.-]{1,120})(?::(?:\d{1,5}|\$\{?\w{1,60}\}?))?(?=[/?])/;
// `es-`, `$A.`: a host goes on.
const IN_HOST = /^(?=[^\s])(?:\$\{?\w{1,60}\}?|[\w.-]){1,40}[.-]$/;
/** Flags that take no value, so that what follows is an operand, and those whose value is an address. */
const SWITCH =
  /^(?:-[sSfLkvIiNgGqhF#0-9]+|-X[A-Z]+|-[a-zA-Z]\d+|-\w*O-|--(?:silent|show-error|fail|fail-with-body|location|insecure|verbose|head|get|compressed|include|globoff|no-buffer|quiet|spider|url|uri|remote-name|body|headers|follow|form|json|ignore-stdin|check-status|no-check-certificate|[\w-]+=.*))$/;

/**
 * The same for an address without `http://`, told by the client: `curl "h/_search?q=host:$X"`, `kubectl get --raw
 * "/api/$X"`, `gh api "repos/a/$X"`.
 */
export function bareUrlReader(
  all: Command['words'],
  { before, after, stands }: GivenText,
  flag: string,
): '' | 'u' | 'o' | 't' {
  if (stands !== 'word') return '';
  const names = all.map(programName);
  const text = before.replace(/^--?[a-z-]+=/, '');
  const isOperand = !flag.startsWith('-') || SWITCH.test(flag);
  const isPath = isPathCall(names, { flag, text, isOperand });
  if (!isPath && !(isOperand && names.some((name) => CLIENTS.has(name)))) return '';
  if (/^[.:/]/.test(after) && IN_HOST.test(text)) return 'o';
  if (!isPath && !HOST_FIRST.test(text)) return '';
  return QUERY.test(text) ? 't' : 'u';
}

/** Calls of an interface by a path alone. */
function isPathCall(
  [name = '', verb]: readonly string[],
  { flag, text, isOperand }: { readonly flag: string; readonly text: string; readonly isOperand: boolean },
): boolean {
  if (!/^\/?[\w${}.-]+\//.test(text)) return false;
  if (isOneOf(name, 'kubectl oc')) return flag === '--raw';
  if (name === 'az') return isOneOf(flag, '--url --uri -u') && verb === 'rest';
  return isOneOf(name, 'gh glab') && verb === 'api' && isOperand;
}
