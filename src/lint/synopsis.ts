// Match how a command is used, and not a use: `nmap [Scan Type(s)]`, `command [option(s)]`, `docker run [ ... ]`, `om [global options]`, `branch~(number of commits)`, `oc <--flags>`, `iptables -F < INPUT | OUTPUT >`, `scale [--replicas=N] (-f FILE | TYPE)`.
const SYNOPSIS =
  /\s\[[ ]?(?:\.{3}|\u2026)|[\w~/-]\([a-z]{1,20}(?: [a-z]{1,20}){2,9}\)|<-{1,2}[a-z][\w-]{0,30}>|\s\[(?:-{1,2}[A-Za-z][^\]\n]{0,99}|[A-Z][\w ()|-]{1,60}|[a-z]\w{0,30}\(s\)|[a-z]{1,20} (?:options|flags|arguments|parameters)[^\]\n]{0,60})\](?:\s|$)|[<(][ \t]?[\w-]{1,60}(?:[ \t][\w-]{1,60})?[ \t]{0,3}\|[ \t]{0,3}[\w| \t-]{1,900}[>)]|\s\|\s[A-Z_]+\s\|\s[A-Z_]+\s|\s-?[<{]-{0,2}\w[\w-]{0,30}\|-{0,2}\w[\w|-]{0,60}[>}]/;

// Matches ` (--endpoints=$E|--cluster)`: one of these flags.
const CHOICE = / \(--?\w[\w$=.-]{0,60}\|--?\w[\w$=.-]{0,60}\)/;

// Matches ` (<NAME>:<VERSION> | --url <URL>)`: one way or the other.
const WAYS = / \([^()\n|]{0,99}<[A-Z_]{2,40}>[^()\n|]{0,99}\|[^()\n]{1,200}\)/;

/** Whether a line tells how a command is used, as its help does: what may stand there, and not what does. */
export function isSynopsis(line: string): boolean {
  return SYNOPSIS.test(line) || CHOICE.test(line) || WAYS.test(line);
}
