import { RUN_KEY } from './run-names.ts';

/** A line that begins with a key whose value is run, in a container or on a machine. */
const KEY = new RegExp(`^\\s*(?:-\\s+)?["']?${RUN_KEY}["']?\\s*:`, 'i');
// `"command": ["sh", "-c", "`, `command: [sh, -c, `.
const FLOW = new RegExp(`["']?\\b${RUN_KEY}\\\\?["']?\\s{0,4}:\\s{0,4}([^\\n\\]}]{0,400})$`, 'i');
// `RUN $X`, `ExecStart=$X`, `ProxyCommand $X`, `command="$X"`.
const LINE =
  /(?:^|\n)[ \t]{0,40}(?:RUN|CMD|ENTRYPOINT|SHELL|Exec[A-Z]\w{1,20}|ProxyCommand|LocalCommand|RemoteCommand|alias \w{1,40}|\w{0,20}command)[ \t]{0,4}[= \t]([^\n]{0,400})$/i;

/**
 * Whether the next text in a manifest or a settings file would be run by whoever reads it: `t` a part of such a text, `c`
 * where a command begins with it.
 * @param before the text of the file up to there
 */
export function manifestGuard(before: string): string {
  const rest = LINE.exec(before)?.[1];
  if (rest !== undefined) return begins(rest) ? 'c' : 't';
  const line = before.slice(before.lastIndexOf('\n') + 1);
  const flow = FLOW.exec(line)?.[1];
  if (flow !== undefined) return begins(flow) ? 'c' : 't';
  if (!isUnderKey(before)) return '';
  return begins(line.replace(/^\s*(?:-\s+)?/, '')) ? 'c' : 't';
}

/** Nothing but quotes, brackets and the sign of a list before it, or the end of a command. */
function begins(text: string): boolean {
  return /(?:^|[;&|(`]|-c["'\\\s,]{1,9})[\s"'\\[!@-]*$/.test(text);
}

/** A list, or a block of text, below `command:`. */
function isUnderKey(before: string): boolean {
  const lines = before.split('\n').slice(-MOST_LINES);
  let indent = indentOf(lines.at(-1) ?? '');
  for (const line of lines.slice(0, -1).reverse()) {
    if (line.trim() === '') continue;
    const own = indentOf(line);
    if (own > indent) continue;
    if (own < indent || KEY.test(line)) {
      if (KEY.test(line)) return /:(?: {0,4}[|>][-+\d]{0,2})?$/.test(line.trimEnd());
      if (own === 0) return false;
      indent = own;
    }
  }
  return false;
}

/** Lines of a manifest that are looked at. */
const MOST_LINES = 60;

function indentOf(line: string): number {
  return line.search(/[^ ]|$/);
}
