import { expect, test } from 'vitest';
import { givenTexts } from '../../src/shell/given-texts.ts';
import { holds } from '../../src/shell/own-bindings.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import { bareUrlReader, urlReader } from '../../src/shell/url-place.ts';

test.each([
  ['curl "https://h/', 'u'],
  ['curl "https://', 'o'],
  ['curl "https://a.', 'o'],
  ['curl "ftp://h/', 'u'],
  ['curl "https://h?', 'u'],
  ['curl "https://h#', 'u'],
  ['curl "https://h/?x=1&q=', 'u'],
  ['curl "https://h/?x=1&q=host:', 't'],
  ['curl "https://h/?q=host:a&x=', 'u'],
  // Keys of a bucket are not encoded.
  ['aws s3 cp s3://b/', ''],
  // Another word.
  ['curl https://h/ x', ''],
  [`https://h/${'a'.repeat(1990)}`, 'u'],
  [`https://h/${'a'.repeat(1991)}`, ''],
  ['xhttps://h/', ''],
])('after %s: %s', (before, reader) => expect(urlReader(before)).toBe(reader));

/** What a client without `http://` reads `$V` as; the flag is the one that it is attached to, or the word before. */
function readerIn(source: string): string {
  const script = parseScript(source);
  const { commands } = surroundingsOf(script, source);
  const use = script.uses.find(({ name }) => name === 'V');
  const command = commands.find(({ range }) => use && holds(range, use.range));
  const given = use && command && givenTexts(command, use, source)[0];
  if (!given) throw new Error(source);
  const earlier = command.words.filter(({ range }) => range.end <= use.range.start);
  const flag = /^--?[a-z-]+(?==)/.exec(given.before)?.[0] ?? earlier.at(-1)?.value ?? '';
  return bareUrlReader(earlier, given, flag);
}

test.each([
  ['curl "h/$V"', 'u'],
  ['sudo curl "h/$V"', 'u'],
  ['curl -s "h/$V"', 'u'],
  ['curl -XPOST "h/$V"', 'u'],
  ['curl --url "h/$V"', 'u'],
  ['curl --url="h/$V"', 'u'],
  ['wget -qO- "h/$V"', 'u'],
  ['curl "$ES:$P/$V"', 'u'],
  ['curl "h/_search?q=host:$V"', 't'],
  // A host goes on.
  ['curl "es-$V/a"', 'o'],
  ['curl "es-$V:80"', 'o'],
  ['curl "es-$V"', ''],
  ['curl "es-$V-b/a"', ''],
  ['curl "es$V/a"', ''],
  ['curl "=es-$V/a"', ''],
  ['curl "es-a$V/b"', ''],
  // The value of another flag.
  ['curl -o "h/$V"', ''],
  ['curl -s-L "h/$V"', ''],
  ['curl s-L "h/$V"', 'u'],
  ['curl --data="h/$V"', ''],
  ['curl x--url="h/$V"', ''],
  ['curl --urlx="h/$V"', ''],
  ['curl @h/"$V"', ''],
  ['ls "h/$V"', ''],
  ['curl <<< "h/$V"', ''],
  // A path alone.
  ['kubectl get --raw "/api/$V"', 'u'],
  ['kubectl get "/api/$V"', ''],
  ['az rest --url "/a/$V"', 'u'],
  ['az rest -x "/a/$V"', ''],
  ['az vm --url "/a/$V"', ''],
  ['gh api "repos/a/$V"', 'u'],
  ['gh api -XGET "/repos/a/$V"', 'u'],
  ['gh api "search/issues?q=is:$V"', 't'],
  ['gh api --field "a/$V"', ''],
  ['gh api "$V/a"', ''],
  ['gh api "a:b/$V"', ''],
  ['gh repo "a/$V"', ''],
  ['glab "api/a/$V"', ''],
  ['tea api "a/$V"', ''],
])('%s: %s', (source, reader) => expect(readerIn(source)).toBe(reader));
