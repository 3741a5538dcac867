import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { psqlVariableGuards } from '../../src/shell/psql-variables.ts';

test.each<[string, string]>([
  ['psql -v x="$V" <<< \'SELECT :x\'', 't'],
  // A word would be a column where a number is wanted.
  ['psql -v x="$V" <<< \'DELETE FROM t WHERE id = :x\'', 'w'],
  ['psql -v x="$V" <<< \'SELECT a FROM t LIMIT :x\'', 'w'],
  ['psql -v x="$V" <<< "SELECT 1 WHERE a = :\'x\'"', ''],
  ['psql -v x="$V" <<< "SELECT :\'x\'"', ''],
  ['psql -v x="$V" <<< \'SELECT :"x"\'', ''],
  ['psql --set=x=$V -c "SELECT :\'x\'"', ''],
  ['psql --variable x=$V <<EOF\nSELECT :x\nEOF', 't'],
  ['psql -v x="$V" -c \'SELECT 1\'', ''],
  ['psql -v "x=$V" <<< \'\\! ls :x\'', 'c'],
  ["psql -v x=$V <<< 'a \\gexec :x'", 'c'],
  ["psql -v x=$V <<< 'a :y'", ''],
  ["psql -v x=a$V <<< ':x'", ''],
  ["mysql -v x=$V <<< ':x'", ''],
  ["psql -x=$V -c ':x'", ''],
  ['psql -v x=$V < f', ''],
  ["psql -v x=$V > ':x'", ''],
  ['psql -v x=$V -c ":\'y\' program :x"', 'c'],
  ["psql -v'x=$V' -c ':x'", 't'],
  ["psql -v 'x'=\"$V\" <<< \":'x'\" -c ':x'", ''],
  ["echo psql -v x=$V <<< ':x'", 't'],
  ['psql -v x=$V <<< ":\'x\' :\\"x\\""', ''],
  ['psql -v x=$V <<< "\':x\'"', ''],
  ['psql -v x=$V <<< "program" ', ''],
  ['psql -v x=$V <<< "\\o :\'x\'"', 'c'],
  ['psql <<< "$V" -v x=1', ''],
  ['psql -vx=$V -c :x', 't'],
  ['psql "$V" <<< ":\'x\' \\! ls"', ''],
  ['psql -v x=$V -c "`:x`"', 'c'],
  ["psql -v x=\"$V\" <<'EOF'\nselect :'x' \\gexec\nEOF", 'c'],
  ["psql -v x=$V <<<\n 'a :y'", ''],
])('%s: %s', (source, guards) => {
  const script = parseScript(source);
  const around = surroundingsOf(script, source);
  const uses = script.uses.filter(({ name }) => name === 'V');
  expect(uses.map((use) => psqlVariableGuards(use, around)).join('|')).toBe(guards);
});
