import type { Thing } from '../../thing.ts';

/** A word, a comma or the end of a statement. */
interface Token {
  readonly word: string;
  readonly line: number;
}

/** What statements say of tables that were made before. */
interface Later {
  /** Tables that are altered. */
  readonly altered: readonly Thing[];
  /** Tables and columns that are dropped, or have another name from then on. */
  readonly gone: readonly Thing[];
}

/** Reads what `ALTER TABLE`, `DROP TABLE` and `DROP VIEW` say. */
export function laterOf(text: string, path: string): Later {
  const all = statementsOf(text).map((one) => ofAlter(one, path) ?? ofDrop(one, path));
  return { altered: all.flatMap(({ altered }) => altered), gone: all.flatMap(({ gone }) => gone) };
}

function statementsOf(text: string): readonly (readonly Token[])[] {
  const statements: Token[][] = [[]];
  text.split(/\r?\n/).forEach((one, index) => {
    if (one.length > 2000) return;
    for (const [word] of one.matchAll(/[\w."`]+|[;,]/g))
      if (word === ';') statements.push([]);
      else statements.at(-1)?.push({ word, line: index + 1 });
  });
  return statements;
}

function ofAlter(tokens: readonly Token[], path: string): Later | undefined {
  const [first, second, ...rest] = tokens;
  if (!first || !is(first, 'alter') || !is(second, 'table')) return undefined;
  const [owner, ...clauses] = withoutFirst(rest, /^(?:if|exists|only)$/i);
  if (!owner) return undefined;
  const table = bare(owner.word);
  const gone = clauses.flatMap((one, at): Thing[] => {
    const next = withoutFirst(clauses.slice(at + 1), /^(?:column|if|exists)$/i);
    const [name, to] = next;
    if (!name || NO_COLUMNS.test(name.word)) return [];
    if (is(one, 'rename') && is(name, 'to')) return [{ kind: 'table', name: table, path, line: name.line }];
    if (is(one, 'drop') || (is(one, 'rename') && is(to, 'to')))
      return [{ kind: 'column', name: bare(name.word), within: table, path, line: name.line }];
    return [];
  });
  if (gone.some(({ kind }) => kind === 'table')) return { altered: [], gone };
  const end = tokens.at(-1)?.line ?? first.line;
  return { altered: [{ kind: 'table', name: table, path, line: first.line, end }], gone };
}

function ofDrop(tokens: readonly Token[], path: string): Later {
  const [first, ...rest] = tokens;
  const [what, ...names] = withoutFirst(rest, /^materialized$/i);
  if (!is(first, 'drop') || !(is(what, 'table') || is(what, 'view'))) return { altered: [], gone: [] };
  const gone = names
    .filter(({ word }) => !/^(?:if|exists|cascade|restrict|,)$/i.test(word))
    .map(({ word, line }): Thing => ({ kind: 'table', name: bare(word), path, line }));
  return { altered: [], gone };
}

/** What `ALTER TABLE` drops and renames besides columns. */
const NO_COLUMNS =
  /^(?:constraint|index|key|primary|foreign|check|default|not|expression|identity|partition|trigger|as)$/i;

function is(token: Token | undefined, word: string): boolean {
  return token?.word.toLowerCase() === word;
}

function withoutFirst(tokens: readonly Token[], words: RegExp): readonly Token[] {
  const at = tokens.findIndex(({ word }) => !words.test(word));
  return at < 0 ? [] : tokens.slice(at);
}

/** `"app"."orders"` without its schema and its quotes. */
function bare(word: string): string {
  return word.replaceAll(/["`]/g, '').split('.').at(-1) ?? '';
}
