import { lookUp } from '../shell/look-up.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Whether psql knows where its database is without being told on its command line. */
export function hasDatabase(environment: Environment): boolean {
  return ['DATABASE_URL', 'PGHOST', 'PGDATABASE', 'PGSERVICE', 'PGSERVICEFILE'].some(
    (name) => environment[name],
  );
}

const PARAMS: Readonly<Record<string, string>> = {
  sslmode: 'PGSSLMODE',
  sslrootcert: 'PGSSLROOTCERT',
  sslcert: 'PGSSLCERT',
  sslkey: 'PGSSLKEY',
  connect_timeout: 'PGCONNECT_TIMEOUT',
  application_name: 'PGAPPNAME',
  options: 'PGOPTIONS',
  host: 'PGHOST',
  password: 'PGPASSWORD',
};

/**
 * `DATABASE_URL` as the variables that psql reads by itself: on its command line, a password would be seen by
 * everybody on the machine. Variables that are set already stay.
 */
export function databaseVariables(environment: Environment): Readonly<Record<string, string>> {
  const url = readUrl(environment['DATABASE_URL']);
  if (!url) return {};
  const parts: readonly (readonly [string, string])[] = [
    ['PGHOST', url.hostname],
    ['PGPORT', url.port],
    ['PGUSER', decode(url.username)],
    ['PGPASSWORD', decode(url.password)],
    ['PGDATABASE', decode(url.pathname.slice(1))],
    ...[...url.searchParams].map(([name, value]) => [lookUp(PARAMS, name) ?? '', value] as const),
  ];
  return Object.fromEntries(parts.filter(([name, value]) => name && value && !environment[name]));
}

/** psql's own variables of an environment, for where the commands of a runbook do not see them. */
export function psqlVariables(environment: Environment): Readonly<Record<string, string>> {
  const own = Object.entries(environment).filter(([name]) => /^PG[A-Z]+$/.test(name));
  return Object.fromEntries(own.flatMap(([name, value]) => (value ? [[name, value]] : [])));
}

/** Passwords of the environment, which no output and no record may show. */
export function databaseSecrets(environment: Environment): readonly string[] {
  const { PGPASSWORD, REDISCLI_AUTH, MYSQL_PWD, DATABASE_URL, REDIS_URL } = environment;
  const known = [
    ...[PGPASSWORD, REDISCLI_AUTH, MYSQL_PWD],
    ...[DATABASE_URL, REDIS_URL].flatMap((address) => passwordsIn(address ?? '')),
  ];
  return [...new Set(known.flatMap((secret) => secret || []))];
}

/** Passwords of an address, as they stand there and as they are: of any database, of several hosts, and where no URL can be read. */
function passwordsIn(address: string): readonly string[] {
  // Matches `mysql://ops:x@a,b/db` and `redis://:x@a`; not `postgres://a/b`.
  const [, own = ''] = /^[a-z][\w+.-]*:\/\/[^/?#:@]*:([^/?#]*)@/i.exec(address) ?? [];
  // Matches `postgres://a/b?password=x`, `host=a password='x y'`.
  const named = [...address.matchAll(/(?:^|[?&\s])(?:ssl)?password=(?:'([^']*)'|([^&#\s]*))/gi)];
  return [own, ...named.map(([, quoted, bare]) => quoted ?? bare ?? '')].flatMap((text) => [
    text,
    decode(text),
  ]);
}

/** A text without percent codes; as it stands where they are none, as in `50%off`. */
function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Whether redis-cli knows where its server is. */
export function hasRedis(environment: Environment): boolean {
  return readRedisUrl(environment) !== undefined;
}

/** `REDIS_URL` for redis-cli: `REDISCLI_AUTH=…`, `--`, arguments. Its password is on no command line. */
export function redisArguments(environment: Environment): readonly string[] {
  const url = readRedisUrl(environment);
  if (!url) return ['--'];
  const part = (name: string, value: string): readonly string[] => (value ? [name, value] : []);
  return [
    ...(url.password ? [`REDISCLI_AUTH=${decode(url.password)}`] : []),
    '--',
    ...part('-h', url.hostname),
    ...part('-p', url.port),
    ...part('-n', url.pathname.slice(1)),
    ...part('--user', url.password ? decode(url.username) : ''),
    ...(url.protocol === 'rediss:' ? ['--tls'] : []),
  ];
}

function readRedisUrl({ REDIS_URL: text }: Environment): URL | undefined {
  return text && /^(rediss?|valkeys?):\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}

function readUrl(text: string | undefined): URL | undefined {
  return text && /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
