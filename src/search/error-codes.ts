/** The kinds of codes that are known by their number or their short name, as in `exit:137`. */
export const CODE_KINDS = ['exit', 'http', 'sqlstate', 'mysql', 'signal', 'grpc', 'any'] as const;
export type CodeKind = (typeof CODE_KINDS)[number];

/** A code in a text, in the form of the almanac. */
export interface FoundCode {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

// How codes are written around the code itself. All are short, begin with a word and have no open repetition.
const WRITTEN: Readonly<Record<CodeKind, readonly RegExp[]>> = {
  exit: [
    // exit code 137, exited with code 137, exit status: 1, exitCode=137, "exitCode":137, code=exited, status=203/EXEC
    /\bexit(?:ed|s)?(?: with)?[ _-]?(?:(?:non-zero )?(?:exit )?(?:code|status|value))?["' :=(]{0,4}(\d{1,3})\b/g,
    /\b(?:terminated|ended|finished) with (?:exit )?(?:code|status)["' :=(]{1,4}(\d{1,3})\b/g,
    /\bstatus=(\d{1,3})\//g,
    /\b(?:return(?:ed)? code|rc|errorlevel)["' :=(]{1,4}(\d{1,3})\b/g,
  ],
  http: [
    // HTTP/1.1 502, HTTP 502, status code 502, "status":502, response code: 502, returned 502, error 502; not a code of
    // ClickHouse or AMQP: Code: 499, e.displayText() = …, code=504, text='CHANNEL_ERROR - …'; nor one in an address: ?code=500
    /(?<![?&])\b(?:http(?:\/\d(?:\.\d)?)?|status(?:[ _-]?code)?|response(?: code)?|responded with|error|code)["' :=(]{1,4}([45]\d\d)\b(?!, (?:e\.|(?:reply-)?text)|\. db::)/g,
    // returned 502, getting 404 on checkout, what does 502 mean; not: returned 500 rows
    /\b(?:return(?:s|ed|ing)|got|gets|getting|does|sees|seeing|shows|throws) ([45]\d\d)(?=$|[^\w ]| $| (?:on|for|from|when|at|in|after|again|mean)\b)/g,
    // 502 Bad Gateway, 503 errors, 429 responses; not the end of a time: 12:00:00,502 ERROR
    /(?<!\d[,.:])\b([45]\d\d)(?:s\b| (?:errors?|responses?|status|bad|unauthorized|payment|forbidden|not|method|proxy|request|conflict|gone|length|precondition|payload|content|uri|unsupported|range|expectation|misdirected|unprocessable|too|internal|service|gateway|insufficient|client|origin|web server|connection|ssl)\b)/g,
    // A line of an access log: "GET / HTTP/1.1" 502
    /" ([45]\d\d) (?:\d|-)/g,
  ],
  sqlstate: [
    /\bsqlstate["' :=([]{1,4}([0-9a-z]{5})\b/g,
    /\b(?:error|fatal|panic|code)["' :=(]{1,4}((?=[0-9a-z]{0,4}\d)[0-9a-z]{5})\b/g,
  ],
  mysql: [/\berror (\d{4}) \(/g, /\b(?:errno|error code|mysql error|error no\.?)["' :=(]{1,4}(\d{4})\b/g],
  signal: [/\b(?:signal|sig)["' :=(]{1,3}(\d{1,2})\b/g, /\bcode=(?:killed|dumped), status=(\d{1,2})\//g],
  // NameOfAnException: what it says; some.module.SomeError at Place. What is not known by its own name is one of these.
  any: [/\b[a-z][\w.$]{2,80}(exception|error)\b(?=$|[:(]| at | in |\]|")/g],
  grpc: [
    /\bcode ?[=:] ?([a-z]{4,20})\b/g,
    /\bgrpc[-_ ]status(?:[-_ ]code)?["' :=(]{1,4}(\d{1,2}|[a-z_]{4,20})\b/g,
  ],
};

// What stands in every text that holds such a code: most texts hold none, and are not read a dozen times over.
const NEEDS: Readonly<Record<CodeKind, RegExp>> = {
  exit: /\d/,
  http: /[45]\d\d/,
  sqlstate: /sqlstate|\d/,
  mysql: /\d{4}/,
  signal: /\d/,
  any: /exception|error/,
  grpc: /code|grpc/,
};

/** A query of at most so many words, of which the first or last is a code: `502`, `checkout 502`, `137 again`. */
const FEW_WORDS = 3;
const BARE: readonly (readonly [CodeKind, RegExp])[] = [
  ['http', /^([45]\d\d)s?$/],
  ['exit', /^(1(?:2[4-9]|3\d|4[0-3]))$/],
  ['sqlstate', /^((?=[a-z]{0,4}\d)[0-9a-z]{5})$/],
];

function bareCodes(lower: string): FoundCode[] {
  const words = lower.trim().split(/\s+/, FEW_WORDS + 1);
  if (words.length > FEW_WORDS) return [];
  return [...new Set([words[0], words.at(-1)])].flatMap((word = '') => {
    const start = lower.indexOf(word);
    return BARE.flatMap(([kind, pattern]) => {
      const code = pattern.exec(word)?.[1];
      return code === undefined ? [] : [{ code: `${kind}:${code}`, start, end: start + word.length }];
    });
  });
}

/** The codes in a text of small letters, in the order of the kinds; whether the almanac has them is not asked here. */
export function findCodes(lower: string): FoundCode[] {
  const found: FoundCode[] = [];
  const look = (kind: CodeKind, pattern: RegExp): void => {
    for (const match of lower.matchAll(pattern)) {
      const [written, code = ''] = match;
      found.push({
        code: `${kind}:${code}`,
        start: match.index,
        end: match.index + written.trimEnd().length,
      });
    }
  };
  for (const kind of CODE_KINDS)
    if (NEEDS[kind].test(lower)) for (const pattern of WRITTEN[kind]) look(kind, pattern);
  return [...found, ...bareCodes(lower)];
}
