import { findCommandSecrets } from '../../shell/secrets.ts';
import { isForeign } from '../foreign.ts';
import { listCommands } from '../shell-snippets.ts';
import type { Rule } from '../rule.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';

export const noSecret: Rule = {
  id: 'no-secret',
  summary: 'Keep credentials out of the book',
  level: 'error',
  check({ page, book, facts }, report) {
    const isOther = isForeign(page, book);
    for (const { script, text, place } of listCommands(page, facts)) {
      for (const { range, what, isGuess } of findCommandSecrets(script, facts.tools)) {
        // Where a book has no params, an example of a credential stands in many commands.
        const word = text.slice(range.start, range.end);
        // `pkcs11:…;token=web`: the name of a device.
        const whole = text
          .slice(Math.max(0, range.start - 300), range.start)
          .split(/\s/)
          .at(-1);
        if (isOther && whole?.startsWith('pkcs11:')) continue;
        if (
          isOther &&
          (isGuess ||
            isExample(word) ||
            SAYS_SO.test(text) ||
            isOfOneDay(word) ||
            NOBODY.test(commandAt(text, range.start)) ||
            isGivenBy(page.text, word))
        )
          continue;
        report(advise(what, !isOther), place(range));
      }
    }
    for (const { start, end, what } of facts.secrets.get(page.path) ?? []) {
      if (isOther && SHOWN.test(page.text.slice(Math.max(0, start - 300), start))) continue;
      // Keys that are lent for some hours, in what a server answers: they are over when somebody reads them.
      const around = page.text.slice(Math.max(0, start - 1_000), end + 1_500);
      if (isOther && what === 'aws' && /"SessionToken"/.test(around) && /"Expiration": *"/.test(around))
        continue;
      if (isOther && SAYS_SO.test(lineAt(page.text, start))) continue;
      const isSure = isToken(what, page.text.slice(start, end)) && !LESSON.test(page.path);
      report(advise(what, isSure || !isOther), rangeBetween(page.text, start, end), { isSure });
    }
  },
};

/** What to do. The value is never repeated: findings are printed in logs. */
function advise(what: string, isSure: boolean): string {
  return isSure
    ? `Remove this credential (${what}), revoke it, and ask for it with a secret param.`
    : `Check this value (${what}): if it is a real credential, remove it, revoke it, and ask for it with a secret param.`;
}

/**
 * Whether it has a form of its own, as a token has. Forty letters beside a name may be an example, a key may have been
 * made to be shown, and a word that somebody thought of stands in many a connection string.
 */
function isToken(what: string, text: string): boolean {
  if (what === 'aws') return /AKIA|ASIA/.test(text);
  if (what === 'database connection string') return GENERATED.test(text);
  return what !== 'privatekey';
}

// Matches `app:x7Kd92mQz4Lp@`: no word, as a program makes passwords. Letters and digits change places at least twice.
const GENERATED = /:(?=[^\s:@/]{10,120}@)[^\s:@/]*\d[A-Za-z]{1,40}\d+[A-Za-z]/;

// Matches `Example:` and `"account": "your-account-name"`, close before: what stands there was made to be shown.
const SHOWN = /\b(?:for example|example:|e\.g\.|sample|dummy|fake|looks? like this)|["'\s]your[-_]\w/i;

// Match folders and files of lessons, whose tokens were made up, or were thrown away: `labs/03/`, `tutorial-vault.md`.
const LESSON =
  /(?:^|[/_.-])(?:labs?|tutorials?|workshops?|exercises?|lessons?|courses?|examples?|demos?|quick-?starts?|getting-started|cheat-?sheets?)(?=[/_.-]|\d)/i;

// Match `abc123`, `MySecretPassword123`, `longhorn-test-secret-key`: words that say what stands there; and a password that was hashed.
const EXAMPLE =
  /passw|secret|example|sample|dummy|demo|test|changeme|your|abc123|1234|abcdef|\bfoo|pbkdf2\.|^\$\d{1,2}\$|fake|-{6}|[-_.]value$|^admin\W{0,2}\d{0,4}$|^root@/i;

// Matches `minio123`: the name of what it is for, as everybody's example has it.
const PLAIN = /^[a-z]{3,20}123$/i;

// Match `# this is just an example`, `# replace with your value`, `# anonymised`.
const SAYS_SO =
  /#[^\n#]{0,200}\b(?:example|anonymi[sz]ed|made[- ]up|(?:replace|change) (?:it |this |that )?(?:with|to) (?:your|the))\b/i;

// Match `https://api.example.com/v1`, `https://your-gateway/x`, `join 1.2.3.4:6443`, `--host="THE-EXPOSED-IP"`: who makes up the server makes up what opens it.
const NOBODY =
  /\b1\.2\.3\.4\b|["'= ](?:THE|YOUR|MY)-[A-Z]|:\/\/(?:[\w-]{1,60}\.){0,4}(?:example\.(?:com|org|net)|your[-_]?[a-z])/i;

/** A command from its first line to its last, over those that end in a backslash. */
function commandAt(text: string, at: number): string {
  const lines = text.split('\n');
  let first = text.slice(0, at).split('\n').length - 1;
  let last = first;
  while (lines[first - 1]?.trimEnd().endsWith('\\')) first -= 1;
  while (lines[last]?.trimEnd().endsWith('\\')) last += 1;
  return lines.slice(first, last + 1).join('\n');
}

function lineAt(text: string, at: number): string {
  return text.slice(text.lastIndexOf('\n', at - 1) + 1).split('\n', 1)[0] ?? '';
}

/** A JSON Web Token that says of itself that it was good for a day at most: it is over when somebody reads the page. */
function isOfOneDay(word: string): boolean {
  // What `kubeadm token create` makes is over a day later.
  if (/(?:^|=)[a-z0-9]{6}\.[a-z0-9]{16}$/.test(word)) return true;
  const claims = /eyJ[\w-]{4,2000}\.(eyJ[\w-]{4,4000})\./.exec(word)?.[1];
  if (claims === undefined) return false;
  const text = Buffer.from(claims, 'base64url').toString('latin1');
  // `"foo": "bar"`: a token that was signed to be shown.
  if (/"foo"/.test(text)) return true;
  const from = Number(/"iat" ?: ?(\d{9,10})(?!\d)/.exec(text)?.[1]);
  const until = Number(/"exp" ?: ?(\d{9,10})(?!\d)/.exec(text)?.[1]);
  return until - from <= DAY;
}

const DAY = 86_400;

const LETTERS: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  '@': 'a',
  $: 's',
};

/** `s3cr3t` is how people write "secret" where a password belongs. */
function withLetters(value: string): string {
  return value.length > 16 ? value : value.replace(/[013457@$]/g, (sign) => LETTERS[sign] ?? sign);
}

function valueIn(word: string): string {
  const value = word.slice(word.lastIndexOf('=', word.length - 3) + 1).replace(/^["']|["']$/g, '');
  // `Authorization: Basic dXNlcjpwYXNz`: the last word of it.
  return value.split(/\s/).at(-1) ?? '';
}

/** Whether the page itself has a user made with that password, or says that the product comes with it. */
function isGivenBy(page: string, word: string): boolean {
  // `-pSecret1` and `admin:Secret1`: the password alone.
  const value = valueIn(word).replace(/^-[a-z](?=\w{4})|^[\w.@-]{1,60}:(?=\S{4})/i, '');
  if (value.length < SHORTEST) return false;
  return page
    .split('\n')
    .some(
      (line) => line.includes(value) && (/\bidentified by ['"]/i.test(line) || /\bdefault\b/i.test(line)),
    );
}

/** A shorter value stands in other words too. */
const SHORTEST = 5;

/** Whether a value, or what it is in base 64, says of itself that it is an example. */
function isExample(word: string): boolean {
  const value = valueIn(word);
  if (/^[a-z0-9]{0,10}user[._-][a-z]{1,30}$/i.test(value)) return true;
  return (
    // `[CloudToken]`: what belongs there.
    /^[[<{(][A-Za-z][\w -]{1,60}[\])}>]$/.test(value) ||
    PLAIN.test(value) ||
    EXAMPLE.test(value) ||
    EXAMPLE.test(withLetters(value)) ||
    EXAMPLE.test(Buffer.from(value, 'base64').toString('latin1')) ||
    isCounted(value)
  );
}

/** `3f8a9b2c4d5e6f70`: letters and digits in the order in which everybody counts; and digits at random, with one letter among them. */
function isCounted(value: string): boolean {
  const letters = value.replace(/[^a-z]/gi, '').toLowerCase();
  const digits = value.replace(/\D/g, '');
  return letters.includes('abcdef') || /123456|012345/.test(digits) || MASHED.test(value);
}

// Matches `97654867496t0877648659765854`: no program writes one letter among so many digits.
const MASHED = /^\d{8,60}[a-z]\d{8,60}$/;
