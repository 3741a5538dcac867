import { parser as logqlParser } from '@grafana/lezer-logql';
import { parser as promqlParser } from '@prometheus-io/lezer-promql';
import fc from 'fast-check';
import { loadModule, parseSync } from 'libpg-query';
import { beforeAll, describe, expect, it } from 'vitest';
import { deliverToShell } from '../../src/runbook/values/deliver-values.ts';
import { listQueryPlaces } from '../../src/shell/query-places.ts';
import { putValues } from '../../src/shell/put-values.ts';
import { listSqlPlaces } from '../../src/shell/sql-places.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

const NAMES = new Set(['V']);

const nasty = fc
  .oneof(
    fc
      .array(
        fc.constantFrom(
          ...[
            "'",
            '"',
            '\\',
            '`',
            ';',
            '--',
            '/*',
            '*/',
            '$$',
            '$x$',
            '\n',
            ' ',
            '{',
            '}',
            ',',
            '(',
            ')',
            '=',
            'E',
            'a',
            '1',
          ],
          ...[
            'é',
            '😀',
            '} or up{',
            "'; drop table users; --",
            '" or 1=1 --',
            '\\"',
            "\\'",
            '#',
            '$V',
            ':V',
            '%',
            '&x=1',
            '..',
          ],
        ),
        { maxLength: 6 },
      )
      .map((pieces) => pieces.join('')),
    fc
      .string({ unit: 'binary', maxLength: 8 })
      .filter((text) => text.isWellFormed() && !/(?!\n)\p{Cc}/u.test(text)),
    fc.stringMatching(/^[A-Za-z0-9._:/@-]{1,12}$/),
  )
  .filter((value) => value !== '');

/** Strings and names of a parsed statement, and how many statements there are. */
function readSql(sql: string): { statements: number; strings: string[]; names: string[] } {
  const strings: string[] = [];
  const names: string[] = [];
  const { stmts = [] } = parseSync(sql) as { stmts?: unknown[] };
  JSON.stringify(stmts, (key, value: unknown) => {
    if (typeof value === 'object' && value !== null && 'sval' in value) {
      // A constant's text is `{ sval: { sval } }` and nothing at all when it is empty; a name's is `{ sval }`.
      if (typeof value.sval === 'string') (key === 'sval' ? strings : names).push(value.sval);
    }
    return value;
  });
  return { statements: stmts.length, strings, names };
}

const fill = (sql: string, value: string): ReturnType<typeof putValues> =>
  putValues(sql, listSqlPlaces(sql, NAMES), { values: new Map([['V', value]]) });

describe("in psql's places", () => {
  beforeAll(loadModule);

  it.each([
    "select 1 from t where id = :'V'",
    "select 1 from t where id=:'V'and true",
    "select 1 from t where name LIKE:'V'",
    "insert into t values (:'V', 1); -- :'V' 'not a string",
  ])('a value is one string: %s', (sql) => {
    fc.assert(
      fc.property(nasty, (value) => {
        const { text, unfit } = fill(sql, value);
        expect(unfit).toEqual([]);
        expect(readSql(text)).toMatchObject({ statements: 1, strings: [value] });
      }),
      { numRuns: 500 },
    );
  });

  it('a value is one name', () => {
    fc.assert(
      fc.property(
        nasty.filter((value) => Buffer.byteLength(value) < 64), // PostgreSQL cuts longer names
        (value) => {
          const { text } = fill('select :"V" from t', value);
          expect(readSql(text)).toMatchObject({ statements: 1, strings: [], names: [value] });
        },
      ),
      { numRuns: 500 },
    );
  });

  it('a bare value is a number or a name, or is not put in', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const { text, unfit } = fill('select 1 from t limit :V', value);
        expect(text).toMatch(unfit.length > 0 ? /limit :V$/ : /limit (\w+|\d+\.\d+)$/);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ["select ':V', \":V\", $$:V$$, $x$ :'V' $x$, /* :V /* */ :V */ 1 -- :'V'", 0],
    ["select x::V, a:='V', E'\\' :V', 'it''s :V'", 0],
    ['select x$V$ from t where y = :V', 1],
    ["select U&':V', :V", 1],
    ["select ''':V', :'V', ''", 1],
    ['\\echo :V\nselect :V', 2],
  ])('psql puts nothing into quotes and comments: %s', (sql, count) => {
    expect(listSqlPlaces(sql, NAMES)).toHaveLength(count);
  });
});

describe('in SQL that a shell command carries', () => {
  beforeAll(loadModule);

  it.each([
    ['psql -c "select 1 from t where id = \'$V\'"', true],
    ['psql -At --command="select 1 from t where id = \'$V\'"', true],
    ['docker compose exec db psql -U app -c "select \'$V\' from t"', true],
    ['psql -c "select 1 from t limit $V"', false],
    ["psql <<EOF\nselect 1 from t where id = '$V';\nEOF", true],
  ])('a value stays what it is: %s', (script, isString) => {
    fc.assert(
      fc.property(nasty, (value) => {
        // `limit to` is no SQL, whatever puts it there; `...` is blanked by the parser that reads the result here.
        fc.pre((isString || !/^[a-z]+$/i.test(value)) && !value.includes('...'));
        const places = listValuePlaces(parseScript(script), script, NAMES);
        const { text, unfit } = putValues(script, places, { values: new Map([['V', value]]) });
        if (unfit.length > 0) {
          expect(text).toBe(script);
        } else {
          const { statements, strings } = readSql(sqlOf(text));
          expect([statements, strings]).toEqual([1, isString ? [value] : []]);
        }
      }),
      { numRuns: 300 },
    );
  });

  /** What psql would be given, by the parser of shell text that the property test with bash has judged. */
  function sqlOf(text: string): string {
    const [command] = parseScript(text).commands;
    const document = command?.hereDocuments[0];
    if (document)
      return text.slice(document.bodyRange.start, document.bodyRange.end).replace(/\\([\\$`])/g, '$1');
    return (command?.words.at(-1)?.value ?? '').replace(/^--command=/, '');
  }
});

interface Tree {
  readonly name: string;
  readonly children: readonly Tree[];
}

type Parser = {
  parse(text: string): {
    cursor(): {
      name: string;
      from: number;
      to: number;
      firstChild(): boolean;
      nextSibling(): boolean;
      parent(): boolean;
    };
  };
};

/** The shape of a query, and its strings and words. */
function readQuery(parser: Parser, query: string): { shape: Tree; strings: string[] } {
  const cursor = parser.parse(query).cursor();
  const strings: string[] = [];
  const read = (): Tree => {
    const children: Tree[] = [];
    const { name, from, to } = cursor;
    if (/^(String|StringLiteral)$/.test(name)) strings.push(query.slice(from, to));
    if (cursor.firstChild()) {
      do children.push(read());
      while (cursor.nextSibling());
      cursor.parent();
    }
    return { name, children };
  };
  return { shape: read(), strings };
}

describe('in PromQL and LogQL', () => {
  // The packages type their parsers by other copies of @lezer/lr.
  const cases: readonly (readonly [string, Parser])[] = [
    ['up{pod="$V"}', promqlParser as unknown as Parser],
    ['up{pod=\'$V\', x=~"a-$V.*"}', promqlParser as unknown as Parser],
    ['up{pod=`$V`} > 1 # $V " \'', promqlParser as unknown as Parser],
    ['rate(up[$V]) > 0', promqlParser as unknown as Parser],
    ['topk($V, up)', promqlParser as unknown as Parser],
    ['{app="$V"} |= "$V" | json', logqlParser as unknown as Parser],
    ['{app="a"} |= `x $V`', logqlParser as unknown as Parser],
  ];
  it.each(cases)('a value changes nothing but its string or number: %s', (query, parser) => {
    const like = query
      .replace('[$V]', '[5m]')
      .replaceAll(/\$V(?=,)/g, '5')
      .replaceAll('$V', 'x');
    const { shape } = readQuery(parser, like);
    fc.assert(
      fc.property(fc.oneof(nasty, fc.constantFrom('5m', '1h30m', '7', 'job_x', 'group_left')), (value) => {
        const { text, unfit } = putValues(query, listQueryPlaces(query, NAMES), {
          values: new Map([['V', value]]),
        });
        if (unfit.length > 0) return;
        const filled = readQuery(parser, text);
        if (/\[\$V\]|topk/.test(query) && !/^\d+[a-z]*$/.test(value)) return;
        expect(filled.shape).toEqual(shape);
        const [first] = filled.strings;
        if (query.startsWith('up{pod="')) expect(JSON.parse(first ?? '')).toBe(value);
      }),
      { numRuns: 400 },
    );
  });

  it('its own variables and escapes are left alone', () => {
    expect(listQueryPlaces('x{a="\\$V ${V:regex} $__interval"} # $V', NAMES)).toEqual([]);
  });
});

describe('in a URL', () => {
  const filled = (script: string, value: string): ReturnType<typeof putValues> =>
    putValues(script, listValuePlaces(parseScript(script), script, NAMES), {
      values: new Map([['V', value]]),
    });
  const addressOf = (text: string): URL => new URL(parseScript(text).commands[0]?.words.at(-1)?.value ?? '');

  it('a value is one part of the path or one value of the query', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const url = addressOf(filled('curl -s "https://api.example.com/v1/o-$V?id=$V&x=1"', value).text);
        expect(url.origin).toBe('https://api.example.com');
        expect(url.hash).toBe('');
        expect([...url.searchParams.keys()]).toEqual(['id', 'x']);
        expect(url.searchParams.get('id')).toBe(value);
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    'curl -s "h:9200/$V/_stats"',
    'curl -XDELETE "$ES/x?a=$V"',
    'curl -s "${ES}/_cat/$V?v"',
    'curl --url=h/x?a=$V',
    'wget -qO- "h/x?a=$V"',
    'http GET "h/x?a=$V"',
    'ab -n 100 -c 10 "h/x?a=$V"',
    'wrk -t2 "$U/x?a=$V"',
    'gh api "repos/a/b/issues/$V"',
    'kubectl get --raw "/api/v1/pods?fieldSelector=spec.nodeName=$V"',
    'az rest --uri "/subscriptions/$V/x?api-version=1"',
    'kubectl exec p -- curl -s "localhost:80/x?a=$V"',
    'ssh host curl -s "localhost:80/x?a=$V"',
  ])('it is that without `http://` too: %s', (script) => {
    const text = script.replace('$V', 'a%26b%3Dc%23d');
    const given = deliverToShell(script, [{ name: 'V', allow: [] }], new Map([['V', 'a&b=c#d']]));
    // Beside no quotes of its own it has some more.
    expect([filled(script, 'a&b=c#d').text, given.text].map((one) => one.replaceAll("'", ''))).toEqual([
      text,
      text,
    ]);
  });

  it.each(['curl -o "d/$V" h/x', 'curl -sf h/x -o d/"$V"', 'wget -P "d/$V" h', 'curl -T "d/$V" h/x'])(
    'a file of a client is none: %s',
    (script) => expect(filled(script, 'a?b').text).toBe(script.replace('$V', 'a?b')),
  );

  it('a value is a whole host, or is not put in', () => {
    fc.assert(
      fc.property(nasty, (value) => {
        const { text, unfit } = filled('curl http://$V/health', value);
        if (unfit.length === 0) expect(text).toMatch(/^curl http:\/\/[\w.-]+(:\d+)?\/health$/);
      }),
      { numRuns: 500 },
    );
  });
});

describe('in a program that a command carries', () => {
  it.each([
    ['jq ".[] | select(.id == \\"$V\\")" x.json', 'a"b', false],
    ['jq ".[] | select(.id == \\"$V\\")" x.json', 'a-b', true],
    ['jq --arg id "$V" . x.json', 'a"b', true],
    ['python3 -c "print(\'$V\')"', "'+x+'", false],
    ['sed "s/x/$V/" f', 'a/b', false],
    ['sed "s/x/$V/" f', 'a.b', true],
    ['awk -v x="$V" 1', 'a b"', true],
    ['curl -d "{\\"id\\": \\"$V\\"}" http://x', 'a"b', true],
    ['parallel echo "$V" ::: 1', 'a;b', false],
    ['psql -c "\\d $V"', 'public.users', true],
    ['psql -c "\\d $V"', 'users \\! x', false],
    ['redis-cli GET "task:$V"', 'a "b"', true],
    ['echo "rm $V" | ssh host', 'a;b', false],
    ['echo "rm $V" | ssh host', 'a.b', true],
    ['echo "select \'$V\'" | psql', "a'b", false],
    ['psql <<< "select \'$V\'"', "a'b", true],
    ['cat <<EOF\n$(psql -c "select \'$V\'")\nEOF', 'a\nEOF\nb', false],
    ['kubectl get pods -n "$V" | xargs echo', 'a;b', true],
    ["xargs -I{} bash -c 'echo {} $V'", 'a;b', true],
    ["xargs -n1 bash -c 'echo $V'", 'a;b', true],
    ["echo '{}' $V | kubectl apply -f -", 'a.b', true],
    ['echo \'{"a": [1], "b": \'$V\'}\' | curl -d @- x', 'a.b', false],
  ])('%s takes %j: %j', (script, value, isTaken) => {
    const places = listValuePlaces(parseScript(script), script, NAMES);
    expect(places).toHaveLength(1);
    expect(
      putValues(script, places, { values: new Map([['V', value]]) }).unfit.map(({ name }) => name),
    ).toEqual(isTaken ? [] : ['V']);
  });
});

describe('a variable that the script sets by itself', () => {
  it.each([
    ['V=1; echo $V', 0],
    ['V=1 cmd $V', 1],
    ['V=1 cmd; echo $V', 1],
    ["V=1 bash -c 'echo $V'", 0],
    ['for V in a b; do echo $V; done', 0],
    ['read -r V; echo "$V"', 0],
    ['V=${V:-1}; echo $V', 1],
    ['echo $V; V=2; echo $V', 1],
    ["cat <<'EOF'\n$V\nEOF", 0],
    ["echo '$V'", 0],
  ])('is not filled in: %s', (script, count) => {
    expect(listValuePlaces(parseScript(script), script, NAMES)).toHaveLength(count);
  });
});
