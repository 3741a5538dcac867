import { expect, test } from 'vitest';
import { documentReader } from '../../src/shell/documents.ts';
import { givenTexts } from '../../src/shell/given-texts.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

/** What each text with `$V` in it is read as, where it is a document. */
function told(source: string): string {
  const { script, commands } = surroundingsOf(parseScript(source), source);
  const read = script.uses
    .filter(({ name }) => name === 'V')
    .flatMap((use) =>
      commands.flatMap((command) =>
        givenTexts(command, use, source).map((text) => {
          const before =
            command.words.filter(({ range }) => range.end <= use.range.start).at(-1)?.value ?? '';
          const flag = /^(?:-{1,2}[\w-]+(?==)|-[dp](?=\s{0,9}[[{]))/.exec(text.before)?.[0] ?? before;
          return documentReader(command, text, flag) || '-';
        }),
      ),
    );
  return read.join(' ');
}

// `j`: in a string of JSON or YAML; `J`: a value of JSON; `w`: a number; `q`: in single quotes of YAML, `l` on one line;
// `t`: only plain text; `-`: no document.
test.each<[string, string]>([
  ["kubectl apply -f - <<EOF\na: '$V'\nEOF", 'q'],
  ['wget u <<EOF\n[-$V]\nEOF', 'w'],
  ['echo "kind: $V" > f.txt', 't'],
  ['helm x --set-json a="\\"b$V"', 'j'],
  ['x -d "a b=[$V]"', '-'],
  ['echo "kind: $V"', '-'],
  ['tmp=$(mktemp); cat > "$tmp" <<EOF\nimage: {tag: "$V"}\nEOF\nhelm upgrade x y -f "${tmp}"', 'j'],
  ['echo "{\\"a\\": 1} $V"', '-'],
  ['x -px "[$V]"', '-'],
  ['xoc x -p "a: $V"', '-'],
  ['echo "kind: $V" | x', 't'],
  ['echo "a: $V" | x f.yaml', '-'],
  ['kubectl patch x --patch="a: $V"', 't'],
  ['BODY=$(cat <<EOF\n{"a": "$V"}\nEOF\n)\ncurl -d "$BODY" h', '- j'],
  ['echo "a: $V" > f', '-'],
  ['kubectl cp a:"$V" b', '-'],
  ['curl u <<EOF\n[$V]\nEOF', 'J'],
  ['http u <<EOF\n[$V]\nEOF', 'J'],
  ['xh u <<EOF\n[1,$V]\nEOF', 'J'],
  ['echo "[\'$V" > f.yaml', 'ql'],
  ['https u <<EOF\n[$V]\nEOF', 'J'],
  ['helm x --set a="\\"$V\\""', '-'],
  ['kubectl patch x --patch="$V: a"', 't'],
  ['echo "a: \'$V\'" | kubectl apply -f -', 'ql'],
  ['echo "[$V" > f.yaml', 't'],
  ["kubectl apply -f - <<EOF\na: --x='$V'\nEOF", 't'],
  ['echo "a: \'$V\'" | tee f.yaml', 'ql'],
  ['echo "a:$V" > f.yaml', 't'],
  ['echo "x\n--y=- c $V" > f.yml', 't'],
  ['helm x --set-json "a=\\"x\\",b=$V"', '-'],
  ['helm x --set-json "a={\\"b\\":$V"', 'J'],
  ['kubectl patch x -p "{\\"a\\":$V}"', 'J'],
  ['kubectl patch x -p "a: $V"', 't'],
  ['curl -d "[$V]" u', 'J'],
  ['curl -d "[x,$V]" u', '-'],
  ['ls "[$V]"', '-'],
  ['wget u <<EOF\n[$V]\nEOF', 'J'],
  ['cat <<EOF\n[$V]\nEOF', '-'],
  ['echo "{\\"a\\" $V"', 'w'],
  ['echo "[1, $V"', '-'],
  ['echo "a: \'$V\'" > f.yaml.bak', 't'],
  ['kubectl patch x --patch="${V}x: a"', 't'],
  ['kubectl patch x -p "a:$V"', 't'],
  ['kubectl patch x -p "$V"', '-'],
])('%s is read as %s', (source, read) => expect(told(source)).toBe(read));
