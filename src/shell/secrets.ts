import { readArguments, type GivenFlag } from './arguments.ts';
import { isSecretName } from './secret-name.ts';
import { listInvocations, type Invocation } from './invocations.ts';
import type { Range, Script, Word } from './script.ts';
import type { Catalogue } from './specs/catalogue.ts';
import { lookUp } from './look-up.ts';

/** A credential written out in a command. */
export interface CommandSecret {
  readonly range: Range;
  /** What it is, as a person would name it: `password of curl -u`. */
  readonly what: string;
  /** A plain word, or what opens only the reader's own machine: an example as likely as a credential. */
  readonly isGuess: boolean;
}

/** Credentials that can be told by their place in a command, whatever they look like. */
export function findCommandSecrets(script: Script, catalogue: Catalogue): readonly CommandSecret[] {
  const nested = script.commands.flatMap((command) =>
    command.nested.flatMap((inner) => assigned(inner.script)),
  );
  const told = listInvocations(script).flatMap((invocation) => given(invocation, catalogue));
  const found = [...assigned(script), ...nested, ...told];
  return found.filter(
    ({ range }, index) => found.findIndex((other) => other.range.start === range.start) === index,
  );
}

function assigned({ commands }: Script): readonly CommandSecret[] {
  return commands.flatMap(({ assignments, words }) => [
    ...assignments.flatMap(({ name, value }) =>
      isSecretName(name) && value && isLiteral(value) ? [secret(value, name, isPlainWord(value.value))] : [],
    ),
    ...words.flatMap((word) => {
      // `export TOKEN=x`, `env TOKEN=x`, `docker run -e TOKEN=x`, `--from-literal=password=x`.
      // Not `tiktoken==0.9.0`, which pins a package.
      const [, name = '', value = ''] =
        /^(?:--[a-z-]+=)?([A-Za-z_][\w.-]*)=(?!=\d)(\S+)$/.exec(word.value) ?? [];
      // `--set monitoring.credsSecret=grafana-creds`: the name of a Secret in the cluster.
      // `sample-secret=changed`: one that an example makes.
      const isSample = /^(?:sample|example|demo|dummy|test)[-_]/i.test(name);
      const isName = /[a-z]Secret$/.test(name) && /^[a-z]+(?:-[a-z]+)*$/.test(value);
      return isSecretName(name) && !isName && !isSample && !word.isDynamic && isReal(value)
        ? [secret(word, name, isPlainWord(value))]
        : [];
    }),
  ]);
}

const secretFlags =
  /^--(password|passwd|pass|token|secret|api-?key|auth-token|access-token|client-secret|private-key|access-key|secret-key)$/;
/** One-letter flags that take a password in these programs. */
const shortFlags: Readonly<Record<string, string>> = {
  'redis-cli': '-a',
  sshpass: '-p',
  mysql: '-p',
  mysqldump: '-p',
  mysqladmin: '-p',
  mongosh: '-p',
  mongodump: '-p',
  mongorestore: '-p',
};

/** Programs whose `--secret` takes the name of one that is kept elsewhere. */
const takesSecretByName = new Set(
  'gcloud argocd docker podman buildah nerdctl kubectl oc flux az aws'.split(' '),
);
// Matches `http://localhost:3000/api`, `-h127.0.0.1`; not `localhost.example.org`.
const OWN_MACHINE = /(?:^|[/@=h])(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(?:$|[:/])/;

function given({ name, words }: Invocation, catalogue: Catalogue): readonly CommandSecret[] {
  const { flags, operands } = readArguments(words, catalogue.find(name));
  const isLogin = operands.some(({ value }) => value === 'login');
  const isAtHome = words.some(({ value }) => OWN_MACHINE.test(value));
  return givenIn(name, words, { flags, isLogin }).map((found) =>
    isAtHome ? { ...found, isGuess: true } : found,
  );
}

function givenIn(
  name: string,
  words: readonly Word[],
  { flags, isLogin }: { readonly flags: readonly GivenFlag[]; readonly isLogin: boolean },
): readonly CommandSecret[] {
  return [
    ...flags.flatMap((flag) => (isSecretFlag(name, flag, isLogin) ? ofFlag(flag, words, flag.name) : [])),
    ...(/^(curl|wget|http|https)$/.test(name) ? flags.flatMap((flag) => ofHttp(flag, words)) : []),
    ...words.flatMap((word) =>
      /^pass:.+/.test(word.value) && isLiteral(word)
        ? [secret(word, 'pass:', isPlainWord(word.value.slice(5)))]
        : [],
    ),
  ];
}

function isSecretFlag(name: string, flag: GivenFlag, isLogin: boolean): boolean {
  if (flag.name === '--secret' && takesSecretByName.has(name)) return false;
  return (
    secretFlags.test(flag.name) || lookUp(shortFlags, name) === flag.name || (isLogin && flag.name === '-p')
  );
}

/** `curl -u user:password`, `-H "Authorization: Bearer …"`, `-H "X-Api-Key: …"`. */
function ofHttp(flag: GivenFlag, words: readonly Word[]): readonly CommandSecret[] {
  const value = flag.value ?? '';
  if (/^(-u|--user|--proxy-user)$/.test(flag.name)) {
    const [, user, password] = /^([^:]+):(.+)$/.exec(value) ?? [];
    // `any:any`: a server that takes anybody, or an example.
    return password !== undefined && password !== user && isReal(password)
      ? ofFlag(flag, words, flag.name)
      : [];
  }
  const header =
    /^(?:Authorization:\s{0,99}(?:Bearer|Basic|token)\s{1,99}|X-[\w-]{0,40}(?:Key|Token)[\w-]{0,40}:\s{0,99})(\S{6,})$/i.exec(
      value,
    )?.[1];
  return /^(-H|--header)$/.test(flag.name) && header !== undefined && isReal(header)
    ? ofFlag(flag, words, 'header')
    : [];
}

function ofFlag(
  { value, valueWord, name }: GivenFlag,
  words: readonly Word[],
  what: string,
): readonly CommandSecret[] {
  // An attached value, as in `--token=x` or `-psecret`, stands in the flag's own word.
  const word =
    valueWord ??
    words.find((one) => value !== undefined && one.value.endsWith(value) && one.value.startsWith(name));
  return word && !word.isDynamic && value !== undefined && isReal(value)
    ? [secret(word, what, isPlainWord(value.slice(value.indexOf(':') + 1)))]
    : [];
}

function isLiteral(word: Word): boolean {
  return !word.isDynamic && isReal(word.value);
}

// Match `test`, `my-etcd-token-1`, `admin_password`, `strong-password`, `token-01`; not `hunter2`, `s3cr3t-Pa55`.
const standIn =
  /^(?:(?:my|your|the|some|a|an|super|strong|very|new|old|first|second|admin|root|user|test|testing|example|sample|demo|dummy|fake|foo|bar|etcd|cluster|api|access|auth|secret|private|default|here)[-_]?)*(?:test|foo|bar|example|password|passwd|pass|secret|token|key|credential|here)s?[-_]?\d{0,2}$/i;
// Matches `secretpassword123`, `s3cret`.
const OFTEN =
  /^(?:secret|password|passwd|pass|secretpassword|mypassword|testpassword|s3cret|s3cr3t|passw0rd|p4ssw0rd|p@ssw0rd)[\d!]{0,4}$/i;

// Match what says of itself that it is none: `hf_your_token_here`, `YourStrongPassword123`, `token_xxxxxx`, `not-needed`, `SALT_PASSWORD`.
const SAYS_SO = [
  /x{4}|[Ii]nsecure|^Your[A-Z]|^A?(?:Very|Long|Random|Strong|Super)[A-Z][a-z]+[A-Z]/,
  /(?:^|[-_.])(?:your|example|sample|dummy|fake|placeholder|change-?me|replace)(?:$|[-_.\dA-Z])/,
  /^(?:not|no|un)[-_]?(?:needed|required|used|key|token|set)$/,
  /^[A-Z]+_[A-Z_]+$/,
  // Matches `wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY`, `github_pat_...`, `tpd_xxx_yyyyyyyy`.
  /EXAMPLE|\.{3}|\u2026|(\w)\1{5}/,
  /^(?:dev|test|local|staging)[-_](?:key|token|secret)[-_]?\d{0,6}$/,
  // Matches `*****VZYK*****`: masked.
  /\*{3}/,
  // A pattern, and a list of names.
  /\\[wdsSWDb]|\(\?/,
  // Match `secretref:db-password`, `==>***`: where the value is kept, and what is put in its place.
  /^(?:secretref|keyvaultref|vault|op|ssm|arn|valueFrom):|^=?>/i,
  /^[a-z][a-z-]* [a-z- ]*[a-z]$/,
];
// Matches `a_long_random_string_of_32_characters`: words that describe one.
const DESCRIPTION = /^[a-z]+(?:[-_](?:[a-z]+|\d{1,3})){3,}$/;
const DESCRIBING =
  /(?:^|[-_])(?:random|string|secret|password|token|key|characters|chars|value|strong|secure)(?:$|[-_])/;

// Match `SOME_PASSWORD_FOR_GATE_P12` and `DBPASS`: the name of one stands where it goes.
const CAPITALS = /^[A-Z][A-Z0-9_]*$/;
const NAMES_ONE = /(?:PASS|PASSWORD|SECRET|TOKEN|_KEY)(?:_|$)/;

// Matches letters alone, in words: `staticAuthSecretHere`, `service-principal-password`; not `s3cr3t`.
const LETTERS = /^[A-Za-z]+(?:[-_./ ][A-Za-z]+)*$/;
const SAYS_WHAT_IT_IS = /secret|passw|passphrase|token|credential|api_?key/i;

// What every tutorial has: `123456`, `12345678`, `hunter2`.
const OF_TUTORIALS = /^(?:1?2?3456?7?8?9?0?|hunter2)$/;

/** A word that anybody may have put there for a value: `pizza`, `correct-horse`. */
function isPlainWord(value: string): boolean {
  return LETTERS.test(value) || OF_TUTORIALS.test(value);
}

function isStandIn(value: string): boolean {
  return (
    (LETTERS.test(value) && SAYS_WHAT_IT_IS.test(value)) ||
    standIn.test(value) ||
    OFTEN.test(value) ||
    SAYS_SO.some((form) => form.test(value)) ||
    (CAPITALS.test(value) && NAMES_ONE.test(value)) ||
    (DESCRIPTION.test(value) && DESCRIBING.test(value))
  );
}

// What nobody takes for a credential: nothing, masks, examples, and paths of files that hold one.
// Matches `0x294ED1f214F4e0ecAE31C3Eae4F04EBB3b36C9d0`: an account or a contract of Ethereum, for everybody to see.
const ADDRESS = /^0x[\da-f]{40}$/i;

function isReal(value: string): boolean {
  return (
    value.length >= 3 &&
    !isStandIn(value) &&
    !ADDRESS.test(value) &&
    !/^([x*._-]+|redacted|ollama|ignored|anything|changeme|change-me|example|placeholder|dummy|minioadmin\d{0,4}|sha256~.{0,30}|none|null|true|false|\d{1,3}|[/~@.].*|[^$<{]*[$<{].*|[\w./-]+\.(?:json|ya?ml|pem|key|crt|cer|p12|txt|env|conf))$/i.test(
      value,
    )
  );
}

function secret({ range }: Word, what: string, isGuess: boolean): CommandSecret {
  return { range, what: `written out in \`${what}\``, isGuess };
}
