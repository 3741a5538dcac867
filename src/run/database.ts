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
    ['PGUSER', decodeURIComponent(url.username)],
    ['PGPASSWORD', decodeURIComponent(url.password)],
    ['PGDATABASE', decodeURIComponent(url.pathname.slice(1))],
    ...[...url.searchParams].map(([name, value]) => [PARAMS[name] ?? '', value] as const),
  ];
  return Object.fromEntries(parts.filter(([name, value]) => name && value && !environment[name]));
}

/** Passwords of the environment, which no output and no record may show. */
export function databaseSecrets(environment: Environment): readonly string[] {
  const password = readUrl(environment['DATABASE_URL'])?.password;
  const known = [environment['PGPASSWORD'], password, password && decodeURIComponent(password)];
  return known.flatMap((secret) => secret || []);
}

function readUrl(text: string | undefined): URL | undefined {
  return text && /^postgres(ql)?:\/\//.test(text) && URL.canParse(text) ? new URL(text) : undefined;
}
