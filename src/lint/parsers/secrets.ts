import { lintSource } from '@secretlint/core';
import { secretLintProfiler } from '@secretlint/profiler';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Page } from '../../runbook/read/parse.ts';

/** Something in a page that looks like a credential: offsets into the page's text, and what it looks like. */
export interface SecretHit {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

// It measures itself otherwise, and keeps sixty marks of every page.
secretLintProfiler.setEnabled(false);

/** Looks through pages with secretlint's recommended rules: tokens that have a form of their own. */
export async function findSecrets(
  pages: readonly Page[],
): Promise<ReadonlyMap<string, readonly SecretHit[]>> {
  const found = new Map<string, readonly SecretHit[]>();
  for (const { path, text } of pages) {
    const { messages } = await lintSource({
      source: { filePath: path, content: text, contentType: 'text', ext: '.md' },
      options: {
        config: { rules: [{ id: PRESET, rule: creator }] },
        maskSecrets: true,
        noPhysicFilePath: true,
      },
    });
    const real = messages.filter(({ range: [start, end] }) => !isStandIn(text.slice(start, end)));
    if (real.length === 0) continue;
    found.set(
      path,
      real.map(({ range: [start, end], ruleId }) => ({ start, end, what: kindOf(ruleId) })),
    );
  }
  return found;
}

// Match `mongodb://<user>:<pass>@host`, `postgres://shop:a-secret-password@host`, `https://abc:abc@host`, `…/services/T00000000/B00000000/XXXXXXXX`.
const STAND_INS = [
  /:\/\/[^\s:@/]*:(?:<[^<>]+>|\$\{?\w+\}?|\*+|x{3,}|\.{3,}|(?:(?:a|my|your|the|some)[-_])?(?:secret|password|passwd|pass|pw|token|key)(?:[-_](?:password|key|token|here))?)(?=@|$)/i,
  /:(?:(?:super|top|very)[-_]?)?(?:secret|password|passwd|pass|changeme)\d{0,4}(?=@|$)/i,
  /:\/\/([^\s:@/]+):\1\d{0,4}(?=@|$)/,
  // Match `mongodb://[USERNAME]:[PASSWORD]@host`, and a server that is called `host`, or left out: `@...`.
  /:\/\/[^\s:@/]*:\[[^\]\s]{1,60}\]@|@(?:(?:host|hostname)(?=[:/?\s'"]|$)|\.{3})/i,
  // Matches `postgres://[[GLOBAL:USER]]@[[GLOBAL:HOST]]`, which the page fills in.
  /:\/\/\[\[[A-Za-z][\w:. -]{0,60}\]\]/,
  // Matches `miniflux:mydbpass@`, `app:mypw@`.
  /:my[a-z]{0,20}(?:pass|password|passwd|pwd|pw|secret|token|key)\d{0,4}(?=@|$)/i,
  // Matches `app:not-really-a-password@`, `app:fake-value@`.
  /:(?:\w{1,40}[-_])?(?:not|no|fake|dummy|example|sample|bogus)[-_][\w-]{1,60}(?=@|$)/i,
  // Matches `app:DBUser.App@`: how a system calls the users that it makes for a demonstration.
  /:[a-z0-9]{0,10}user[._-][a-z0-9]{1,30}(?=@|$)/i,
  // Matches `pbmuser:secretpwd@`: a word that says what belongs there.
  /:[a-z]{0,20}(?:secret|passwo?r?[dt]|pwd)[a-z]{0,12}\d{0,4}(?=@|$)/i,
  // Matches `shop:shop_password@`.
  /:\w{1,40}[-_](?:password|passwd|pass|pw)(?=@|$)/i,
  // Matches `postgres:MyPassword1!@`.
  /:(?:my|your|some|test)[-_]?(?:password|passwd|pass|secret)[\d!.#]{0,6}(?=@|$)/i,
  // Match `app:passw0rd@`, `app:p@ssw0rd1@`, `app:s3cr3t!@`.
  /:(?:p[a4@][s5$]{2}w[o0]rd|s[e3]cr[e3]t)[\d!]{0,4}(?=@|$)/i,
  // Matches `mailman:DBPASS@`, `app:YOUR_PW@`.
  /:[A-Z][A-Z_]{0,30}(?:PASS|PASSWORD|PASSWD|PWD|PW|SECRET|TOKEN|KEY)(?=@|$)/,
  // A server of nobody: `@stats.mydomain.com`, `@db.yourcompany.org`.
  /@(?:[\w-]{1,60}\.){0,3}(?:my|your)-?(?:domain|company|org|host|server|site)\b/i,
  // A server on the reader's own machine.
  /@(?:localhost|127\.0\.0\.1|\[::1\]|host\.docker\.internal)(?=[:/?\s'"]|$)/i,
  // Addresses that RFC 5737 keeps for documentation.
  /@(?:192\.0\.2|198\.51\.100|203\.0\.113)\.\d/,
  /\/services\/T0+\/B0+\//,
  /<[a-z][\w -]*>/i,
  /X{8,}/,
  // One character again and again: `qqqqqqqqqqqqqqqqqqqq`.
  /([A-Za-z0-9])\1{11,}/,
  // Match `postgresql://api:SECURE_PASSWORD_HERE@host`, `xoxb-YOUR-TOKEN`, `AKIAIOSFODNN7EXAMPLE`.
  /[-_]HERE(?![A-Za-z0-9])|(?<![A-Za-z])YOUR[-_]|EXAMPLE|PLACEHOLDER|REPLACE[-_]ME/i,
  // Matches `xoxb-1234567890-…`: digits as everybody counts them.
  /1234567890/,
  // Matches `xoxb-real-token`: of Slack's own, the most part is digits.
  /^xox[a-z]-[A-Za-z-]+$/,
];

/** Whether what looks like a credential only shows where one goes. */
function isStandIn(text: string): boolean {
  return STAND_INS.some((form) => form.test(text));
}

/** Matches `@secretlint/secretlint-rule-aws`: the part that a person knows. */
function kindOf(ruleId: string): string {
  return ruleId.replace(/^.*secretlint-rule-/, '').replaceAll('-', ' ');
}
