const OPENER = /--|\/\*(?:M?!\d{0,6})?|\$\w*\$|['"`]/g;

/** Dollar quotes whose end was looked for in vain: each may have a name of its own, and no text of a person has more. */
const MOST_UNCLOSED = 100;

/**
 * SQL without what its strings, quoted names, dollar quotes and comments say, as that tells nothing about the
 * statement, and with one blank for each run of them. Each is read from where the one before ends: `'--'` is no comment.
 */
export function blankStrings(sql: string): string {
  const parts: string[] = [];
  const unclosed = new Set<string>();
  const opener = new RegExp(OPENER);
  let end = 0;
  for (let found = opener.exec(sql); found; found = opener.exec(sql)) {
    const [open] = found;
    // `/*!50000 DROP TABLE t */`: MySQL and MariaDB run what stands in such a comment.
    if (open.endsWith('!') || /!\d+$/.test(open)) {
      parts.push(sql.slice(end, found.index), ' ');
      end = opener.lastIndex;
      continue;
    }
    const closer = open === '--' ? '\n' : open === '/*' ? '*/' : open;
    const isKnownOpen = unclosed.has(closer) || unclosed.size > MOST_UNCLOSED;
    const close = isKnownOpen ? -1 : sql.indexOf(closer, opener.lastIndex);
    if (close < 0 && open !== '--') {
      unclosed.add(closer);
      continue;
    }
    parts.push(sql.slice(end, found.index), blankOf(open));
    // The line's end after `--` stays: it ends a command of psql.
    end = open === '--' ? (close < 0 ? sql.length : close) : close + closer.length;
    opener.lastIndex = end;
  }
  parts.push(sql.slice(end));
  // PostgreSQL's comments hold others; what closes the outer ones says nothing either.
  return parts
    .join('')
    .replaceAll('*/', ' ')
    .replace(/\s+/g, (run) => (run.includes('\n') ? '\n' : ' '));
}

function blankOf(open: string): string {
  if (open === '--' || open === '/*') return ' ';
  return open === '"' || open === '`' ? 'x' : "''";
}
