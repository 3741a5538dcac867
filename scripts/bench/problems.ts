/** One way in which a generated service fails. */
export interface Problem {
  readonly slug: string;
  readonly title: string;
  readonly symptoms: readonly string[];
  readonly error: string;
  readonly metric: string;
  readonly cause: string;
}

const row = (slug: string, title: string, more: Omit<Problem, 'slug' | 'title'>): Problem => ({
  slug,
  title,
  ...more,
});

/** The problems of the generated book. Invented, but worded as people word them. */
export const PROBLEMS: readonly Problem[] = [
  row('queue-backlog', 'Queue backlog', {
    symptoms: ['Jobs stay queued for minutes', 'Queue depth only grows'],
    error: 'queue length exceeds limit',
    metric: 'queue_depth',
    cause: 'Jobs come in faster than they are taken, or nobody takes them.',
  }),
  row('high-latency', 'Slow answers', {
    symptoms: ['Pages take many seconds', 'The p99 panel is above two seconds'],
    error: 'context deadline exceeded',
    metric: 'request_duration_p99_seconds',
    cause: 'A dependency answers late and every caller waits for it.',
  }),
  row('error-rate', 'Error rate spike', {
    symptoms: ['Users see an error page', 'More than one request in a hundred answers 500'],
    error: 'internal server error',
    metric: 'request_errors_ratio',
    cause: 'The last deploy or a dependency broke a path that many requests take.',
  }),
  row('out-of-memory', 'Out of memory', {
    symptoms: ['Pods restart every few minutes', 'Memory climbs until the process is killed'],
    error: 'OOMKilled',
    metric: 'memory_used_ratio',
    cause: 'A leak or one very large request takes all the memory there is.',
  }),
  row('disk-full', 'Disk full', {
    symptoms: ['Uploads fail', 'Writes are refused while reads still work'],
    error: 'no space left on device',
    metric: 'disk_used_ratio',
    cause: 'Logs, backups or temporary files grew until nothing was left.',
  }),
  row('certificate-expiry', 'Certificate expires', {
    symptoms: ['Browsers warn before the page', 'Clients refuse to connect'],
    error: 'x509: certificate has expired or is not yet valid',
    metric: 'certificate_age_days',
    cause: 'The renewal failed silently some weeks ago.',
  }),
  row('connection-pool', 'Connection pool exhausted', {
    symptoms: ['Requests wait and then fail together', 'Idle in transaction climbs'],
    error: 'remaining connection slots are reserved',
    metric: 'pool_connections_used',
    cause: 'Transactions stay open, so that no connection comes back to the pool.',
  }),
  row('replication-lag', 'Replication lag', {
    symptoms: ['Saved changes vanish for a while', 'Reports are hours behind'],
    error: 'canceling statement due to conflict with recovery',
    metric: 'replication_lag_seconds',
    cause: 'The replica cannot write as fast as the primary does.',
  }),
  row('stuck-deploy', 'Deploy does not finish', {
    symptoms: ['Old and new version answer in turn', 'The rollout waits for ever'],
    error: 'ProgressDeadlineExceeded',
    metric: 'replicas_unavailable',
    cause: 'The new version never becomes ready.',
  }),
  row('login-fails', 'Nobody can log in', {
    symptoms: ['The login form comes back empty', 'Everybody is logged out at once'],
    error: 'invalid_grant',
    metric: 'login_failures_total',
    cause: 'The session store is empty or the signing key was changed.',
  }),
  row('rate-limited', 'Calls are rate limited', {
    symptoms: ['Partners get HTTP 429', 'Imports stop half way'],
    error: 'too many requests',
    metric: 'requests_limited_total',
    cause: 'One client sends far more than its share.',
  }),
  row('cache-cold', 'Cache is cold', {
    symptoms: ['Everything is slow after a restart', 'The hit ratio fell to zero'],
    error: 'cache miss storm detected',
    metric: 'cache_misses_total',
    cause: 'The cache lost its content and every request goes to the database.',
  }),
  row('clock-skew', 'Clocks disagree', {
    symptoms: ['Tokens are refused as not yet valid', 'Log lines are out of order'],
    error: 'token used before issued',
    metric: 'clock_offset_seconds',
    cause: 'A host lost its time server.',
  }),
  row('dns-failure', 'Names do not resolve', {
    symptoms: ['Some calls fail at once, others work', 'Errors name a host and no address'],
    error: 'temporary failure in name resolution',
    metric: 'dns_failures_total',
    cause: 'The resolver of the cluster is overloaded or gone.',
  }),
  row('webhook-lost', 'Webhooks get lost', {
    symptoms: ['Orders stay in the state pending', 'Partners say that they sent it'],
    error: 'webhook signature mismatch',
    metric: 'webhooks_refused_total',
    cause: 'The shared secret was changed on one side.',
  }),
  row('backup-failed', 'Backup failed', {
    symptoms: ['The newest backup is older than a day', 'The nightly report has a red line'],
    error: 'pg_dump: error: connection to server failed',
    metric: 'backup_age_hours',
    cause: 'The backup could not reach the database or had no room.',
  }),
  row('cron-missed', 'Scheduled job did not run', {
    symptoms: ['Yesterday has no report', 'A job runs twice or never'],
    error: 'Cannot determine if job needs to be started',
    metric: 'cron_last_success_age',
    cause: 'The scheduler was down when the job was due.',
  }),
  row('index-stale', 'Search shows old results', {
    symptoms: ['New products cannot be found', 'Deleted things are still listed'],
    error: 'version conflict, current version is higher',
    metric: 'index_age_seconds',
    cause: 'The indexer stopped while the source went on changing.',
  }),
  row('mail-delayed', 'Mail arrives late', {
    symptoms: ['Confirmations come after an hour', 'Users ask for a second code'],
    error: '451 4.7.1 Greylisting in action',
    metric: 'mail_queue_age_seconds',
    cause: 'The receiving side defers us, or the sender is stuck.',
  }),
  row('config-drift', 'Settings differ between hosts', {
    symptoms: ['It works on one host and not on the next', 'A feature flickers'],
    error: 'unknown configuration key',
    metric: 'config_versions_live',
    cause: 'A host missed the last change of settings.',
  }),
];
