import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listQuotedNames, quotedPlaces } from '../../src/shell/quoted-places.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

const NAMES = new Set(['V']);

/** The places of `$V` where no shell fills it in, as letters of `PlaceCode`. */
test.each([
  // SQL in a here-document with a quoted delimiter gets the value.
  ["psql <<'EOF'\nselect '$V'\nEOF", 'lq'],
  ["psql <<'EOF'\nselect $V\nEOF", 'lw'],
  ['psql <<\'EOF\'\nselect "$V"\nEOF', 'li'],
  ["psql <<'EOF'\nfrom $V\nEOF", 'lW'],
  ["sudo sqlite3 f <<'EOF'\nselect '$V'\nEOF", 'lq'],
  ["psql <<'EOF'\nselect $V$a$V$\nEOF", ''],
  ["psql <<'EOF'\n\\! ls $V\nEOF", 'xG'],
  ["psql <<'EOF'\n$V\nEOF", 'xG'],
  ["psql <<'EOF'; a 'b\nselect '$V'\nEOF", ''],
  ["psql <<'EOF' > f; bash f\nselect '$V'\nEOF", 'lqt'],
  ["psql <<EOF\n'$V'\nEOF", ''],
  // envsubst fills it in; what others read is refused.
  ["envsubst <<'EOF'\na: $V\nEOF", 'lt'],
  ["cat <<'EOF' | envsubst\na: $V\nEOF", 'lt'],
  ["cat <<'EOF' | envsubst\n$V\nEOF", 'xG'],
  ["cat <<'EOF' | a | envsubst\na: $V\nEOF", 'xG'],
  ["ls <<'EOF' | envsubst\na: $V\nEOF", 'xG'],
  ["cat > f <<'EOF'\na: $V\nEOF", 'xG'],
  ["cat a <<'EOF'\n$V\nEOF", 'xG'],
  ["cat <<'EOF' | a\n$V\nEOF", 'xG'],
  ["tee f <<'EOF'\n$V\nEOF", 'xG'],
  ["cat <<'EOF' | psql\nselect '$V'\nEOF", 'xG'],
  ["a <<'A' <<'B'\n$V\nA\n$V\nB", 'xG xG'],
  // Shown, and no more.
  ["cat <<'EOF'\n$V\nEOF", ''],
  ["cat <<'EOF' < a\n$V\nEOF", ''],
  // The text gives it a value of its own.
  ["cat > f <<'EOF'\nV=1; $V\nEOF", ''],
  ["cat > f <<'EOF'\nV += 1 $V\nEOF", ''],
  ["cat > f <<'EOF'\nV==1 $V\nEOF", 'xG'],
  ["cat > f <<'EOF'\nlet V $V\nEOF", ''],
  ["cat > f <<'EOF'\nset V 1\n$V\nEOF", ''],
  ["python3 <<'EOF'\nV = 1\nprint($V)\nEOF", ''],
  ["V=1; a <<'EOF'\n$V\nEOF", ''],
  ["jq -n 'a as $V | $V'", ''],
  ["bash <<'EOF'\na $V\nEOF", ''],
  ["bash <<'EOF' | sh\nV=1; a $V\nEOF", ''],
  // SQL in single quotes; a dollar quote.
  ["psql -c 'select $V'", 'sw'],
  ["psql -c 'select $V$'", ''],
  ["psql -c '$V'", 'xY'],
  ["psql -v x='$V'", 'xY'],
  ["psql 'select $V' -c a", 'sw'],
  ["psql -c 'select $V' 'a", ''],
  ["psql -c 'select '\"'$V'\"", ''],
  ["'psql $V'", ''],
  ["mysql -e 'select $V from t'", 'sw'],
  // Clients that send it as it is.
  ["curl -d '$V' h", 'xY'],
  ['curl -d \'{"a":"$V"}\' h', 'xY'],
  ["sudo curl '$V'", 'xY'],
  ["ls curl-x '$V'", ''],
  ['curl "\'$V\'"', ''],
  ['curl "$(a \'$V\')"', 'xY'],
  ["curl 'V=1 $V'", ''],
  ["curl 'for V in $V'", ''],
  ["curl 'read V; $V'", ''],
  ["curl a '$V' <<EOF\nEOF", 'xY'],
  ["curl <<< '$V'", ''],
  ["kubectl get -o go-template='{{range $V := .items}}'", ''],
  ["kubectl exec p -- sh -c 'a $V'", ''],
  ["kubectl exec p -- awk 'a $V'", ''],
  ["xargs curl '$V'", ''],
  ["ls '$V'", ''],
  ["ls '$V' curl", ''],
  // Read as a script afterwards.
  ["eval 'ls $V'", ''],
  ['eval "$(echo \'ls $V\')"', 'x'],
  ['CMD=\'ls $V\'; ssh h "$CMD"', 'x'],
  ['CMD=\'ls $V\'; echo "$CMD"', ''],
  ['CMD=\'ls $V\'; "$CMD"', 'x'],
  ["X='$V'", ''],
  ['export X=\'$V\'; eval "$X"', 'x'],
  ["echo '$V'", ''],
  ["echo '$V' | sh", 'x'],
  ["echo '$V' | sudo bash", 'x'],
  ["echo '$V' | a", ''],
  ["echo '$V' > f; bash f", 'x'],
  ["echo '$V' > f; tac f > g; sed -n g", ''],
  ["yes 'a $V' | sh", 'x'],
  ["ls '$V' | sh", ''],
  ["bash <<< 'a $V'", 'x'],
  ["cat <<< '$V'", ''],
  ["cat <<< '$V' | sh", 'x'],
  ["ls <<< '$V' | sh", 'x'],
  ["bash < '$V'", ''],
  ["cat <<'EOF' | sh\na $V\nEOF", 'x'],
  ["ls <<'EOF' | sh\na $V\nEOF", 'x'],
  ["cat <<'EOF' > f.sql\nselect $V\nEOF\npsql -f f.sql", 'x'],
  ["trap 'rm $V' EXIT", 'x'],
  ["alias a='b $V'", 'x'],
  ["parallel 'a $V'", 'x'],
  ["V=1; trap 'rm $V' EXIT", ''],
  ["trap 'rm $Z' EXIT", ''],
  ["sudo -u x tmux send-keys 'a $V'", 'x'],
  ["sshpass -p x ssh h 'a $V'", 'x'],
  ["'tmux $V' send-keys", ''],
  ['trap "rm $V" EXIT', ''],
  ['trap \'rm "$V"\' EXIT', 'x'],
  // Elsewhere.
  ["ls '$V' tmux", ''],
  ["for i in '$V'; do a; done", ''],
  ["ls '$V' <<< a | sh", ''],
  ["echo '$V' <<< a | b", ''],
  ["cat > f <<'EOF'\n. as $V | $V\nEOF", 'xG'],
  ['bash -c "echo \'$V\' | sh"', ''],
  ["trap $'rm $V' EXIT", ''],
  ["psql <<'EOF'\nupdate t set V = 1, a = '$V'\nEOF", 'lq'],
  ["tee f <<'EOF'\n$V$\nEOF", 'xG'],
  ["psql <<'EOF'\nselect '$V'\nEOF\na 'b", 'xG'],
  ["kubectl get 'a $V b := c'", 'xY'],
  ['bash <<\'EOF\' | sh\na "$V"\nEOF', ''],
  // A here-document that becomes a word.
  ['curl -d "$(cat <<\'EOF\'\na $V\nEOF\n)" h', 'xG'],
  ["psql -c \"$(cat <<'EOF'\nselect '$V'\nEOF\n)\"", 'lq'],
  ['ls "$(cat <<\'EOF\'\na $V\nEOF\n)"', ''],
  ['curl "$(bash -c \'a "$V"\')"', ''],
  // A shell on another host reads it.
  ["printf '%s' 'ls $V' | ssh host sh", 'x'],
  ["cat <<< 'ls $V' | ssh host sh", 'x'],
  ["ssh host sh <<< 'ls $V'", 'x'],
  ["ssh host sh -x <<'EOF'\nls $V\nEOF", ''],
  ["ssh host <<'EOF'\nls '$V'\nEOF", 'x'],
  ["printf '%s' <<< 'ls $V' | ssh host sh", 'x'],
  ["sudo -u a at now <<< 'ls $V'", 'x'],
  ["sudo x ssh h <<< 'ls $V'", 'x'],
  ["echo bash '$V'", 'x'],
])('%s: %s', (source, codes) => {
  const places = quotedPlaces(NAMES, surroundingsOf(parseScript(source), source));
  expect(places.map(({ code }) => code).join(' ')).toBe(codes);
  for (const { range, isOptional, canAssign } of places) {
    expect(source.slice(range.start, range.end)).toBe('$V');
    expect(isOptional || canAssign).toBe(false);
  }
});

test.each([
  ["a <<'EOF'\n$V\nEOF", 'V'],
  ["a <<'EOF'\n$W\nEOF", ''],
  ["trap 'rm $V' EXIT", ''],
])('the names that %s leaves to be filled in: %s', (source, names) =>
  expect(listQuotedNames(parseScript(source), source, NAMES).join()).toBe(names),
);

test('a text that keeps another one busy is not looked through', () => {
  const codes = (uses: number): number => {
    const source = `trap 'rm $V' EXIT; ${'$W '.repeat(uses)}`;
    return quotedPlaces(NAMES, surroundingsOf(parseScript(source), source)).length;
  };
  expect([codes(999), codes(1000)]).toEqual([1, 0]);
});
