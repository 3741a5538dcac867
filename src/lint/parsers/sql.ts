import { hasSqlDetails, loadModule, parseSync } from 'libpg-query';
import { rangeAt } from './syntax.ts';
import type { Parser } from './syntax.ts';

/** PostgreSQL's own parser. psql's variables and backslash commands are understood first. */
export async function loadSql(): Promise<Parser> {
  await loadModule();
  return (text) => {
    const source = maskPsql(text);
    if (source.trim() === '') return undefined;
    try {
      parseSync(source);
      return undefined;
    } catch (error) {
      if (!hasSqlDetails(error)) throw error;
      // In UTF-8 bytes for some versions of libpg_query, in characters for this one: masked text is the same.
      const place = rangeAt(source, error.sqlDetails?.cursorPosition ?? 0);
      return { ...place, reason: `PostgreSQL says ${error.sqlDetails?.message ?? error.message}` };
    }
  };
}

/**
 * Replaces what only psql understands by text of the same length that PostgreSQL does: `\timing` lines by
 * spaces, `:'id'` by a string, `:"table"` and `:limit` by a name, which may stand wherever a value may.
 */
export function maskPsql(text: string): string {
  return (
    text
      .replace(/^[ \t]*\\.*$/gm, (line) => ' '.repeat(line.length))
      .replace(
        /\\(g|gx|gset|gexec|watch|crosstabview)\b[^\n]*/g,
        (command) => `;${' '.repeat(command.length - 1)}`,
      )
      .replace(/:'[A-Za-z_]\w*'/g, (variable) => `'${'_'.repeat(variable.length - 2)}'`)
      .replace(/:"[A-Za-z_]\w*"/g, (variable) => `"${'_'.repeat(variable.length - 2)}"`)
      // Matches `= :LIMIT`; not the cast `x::int`, nor the slice `a[1:2]`.
      .replace(/(?<![:\w\]])(?<!\[\w*):[A-Za-z_]\w*/g, (variable) => '_'.repeat(variable.length))
  );
}
