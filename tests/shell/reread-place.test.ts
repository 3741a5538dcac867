import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listValuePlaces } from '../../src/shell/value-places.ts';

/** What a value must be in words that another shell joins and reads again, which have quotes of their own. */
test.each<[string, string]>([
  ['ssh h psql -c "\'select $V\'"', 'dsw'],
  ['ssh h psql -c "\\"select $V\\""', 'ddw'],
  ['ssh h psql -c "\\"select \'$V\'\\""', 'ddq'],
  ['eval psql -c "\'select $V\'"', 'dsw'],
  ['watch psql -c "\'select $V\'"', 'dsw'],
  ['watch -n 5 psql -c "\'select $V\'"', 'dsw'],
  ['ssh h mysql -e "\'select $V\'"', 'dsw'],
  ['ssh h sqlite3 f "\'select $V\'"', 'dsw'],
  ['ssh h kubectl exec p -- psql -c "\'select $V\'"', 'dsw'],
  ['ssh h curl -d "\'{\\"a\\": $V}\'" h', 'J'],
  ['ssh h curl -d "\'{\\"a\\": \\"$V\\"}\'" h', 'dsj'],
  ['ssh h curl "\'https://h/?a=$V\'"', 'dsu'],
  ['ssh h rm -rf "\'$V\'"', 'dsfO'],
  ['ssh h kill "\'$V\'"', 'dsO1'],
  ['ssh h sudo "\'$V\'"', 'dsOc'],
  ['ssh h kubectl delete pod "\'$V\'"', 'dsaO'],
  ['ssh h jq "\'.a == $V\'"', 't'],
  ['ssh h mongosh --eval "\'db.t.find({a: $V})\'"', 'dswtt'],
  ['ssh h ssh i psql -c "\'select $V\'"', 'dskbw'],
  ['ssh h psql -c "\\"select \\$V\\""', 'ddw'],
  ['ssh h psql -c "\'select 1\'" "$V"', 'dbO'],
  // Without quotes of its own a word is read as it stands.
  ['ssh h kill "$V"', 'dbO1'],
  ['ssh h ls "$V"', 'dbO'],
  ['psql -c "\'select $V\'"', 'dq'],
])('%s: %s', (source, code) => {
  const places = listValuePlaces(parseScript(source), source, new Set(['V']));
  expect(places.map((place) => place.code)).toEqual([code]);
});
