/** A text that was found in a line of small letters. */
export interface Place {
  readonly line: string;
  readonly start: number;
  readonly end: number;
}

// `oomkilled: false`, `diskpressure false`, `failed=0`; not: `the request: no owner`.
const DENIED_AFTER =
  /^["')\]]?(?: ?[:=] ?["']?(?:0|false|no|off)(?: |"|')?(?:$|[,;)}\]]|  )| false\b|=(?:0|false)\b)/;
// A part of a path or of an address: `/var/log/enospc`, not `open /var/log: enospc`.
const IN_PATH = /\/[\w.%~@+-]{0,80}$/;

/** Whether a line says of a text that it is not so, or only has it as a part of a path. */
export function isDenied({ line, start, end }: Place): boolean {
  if (DENIED_AFTER.test(line.slice(end, end + 14))) return true;
  return !line.slice(start, end).includes(' ') && IN_PATH.test(line.slice(Math.max(0, start - 90), start));
}

// `no data corruption`, `if not found`, `without being rejected`.
const DENIED_BEFORE =
  /\b(?:(?:no|without|0|zero)(?: [\w-]{1,20})?|(?:not|never|if|unless|avoid|prevents?|isn't|wasn't)(?: (?:been|be|being|a|an|any))?) ?$/;
// `read timeout=30`, `"error response": null`.
const SETTING = /^["']?(?: ?= ?["']?\d| ?[:=] ?(?:null|nil|none|""|''|\[\]))/;
// `connection-timeout`, `errors.rejected`, `missing_key`.
const IN_NAME_BEFORE = /[\p{L}\p{N}][-_./@]$/u;
const IN_NAME_AFTER = /^[-_./@][\p{L}\p{N}]/u;
// What a program advises its user, and not what happened.
const ADVICE =
  /[.;,(!] ?(?:please|perhaps|try|check|make sure|ensure|see|did you|is the|is your|verify|consider|you may) /;

/** Whether words that any program may say tell nothing of what happened here: they are denied, a name, or advice. */
export function isNoEvent(place: Place): boolean {
  const { line, start, end } = place;
  const before = line.slice(Math.max(0, start - 40), start);
  const after = line.slice(end, end + 10);
  return (
    isDenied(place) ||
    DENIED_BEFORE.test(before) ||
    SETTING.test(after) ||
    IN_NAME_BEFORE.test(before) ||
    IN_NAME_AFTER.test(after) ||
    (ADVICE.exec(line)?.index ?? line.length) < start
  );
}
