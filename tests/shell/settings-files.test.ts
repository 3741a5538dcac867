import { expect, test } from 'vitest';
import { givenTexts } from '../../src/shell/given-texts.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { settingsReader } from '../../src/shell/settings-files.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';

/** What each text with `$V` in it is read as, where it is a file of settings. */
function told(source: string): string {
  const { script, commands } = surroundingsOf(parseScript(source), source);
  return script.uses
    .filter(({ name }) => name === 'V')
    .flatMap((use) =>
      commands.flatMap((command) =>
        givenTexts(command, use, source).map((text) => settingsReader(command, text) || '-'),
      ),
    )
    .join(' ');
}

// `t`: only plain text; `j`: in a string of TOML, which is one of JSON; `-`: no settings.
test.each<[string, string]>([
  ['echo "a b = \\"$V\\"" > f.toml', 't'],
  ['echo "$V" | tee f.conf', 't'],
  ['x -f - <<EOF\na $V\nEOF', 't'],
  ['echo "a=\\"$V" > f.toml', 'j'],
  ['echo "a=$V" > f', 't'],
  ['echo "$V" > a.b/c', '-'],
  ['echo "a=$V" > f.txt', '-'],
  ['echo "a = \\"$V\\"" > f.tomlx', 't'],
  ['echo "a = \\"x\\" $V" > f.toml', 't'],
  ['echo "a = \'\'\'\n b = \\"$V" > f.toml', 't'],
  ['echo "$V" > f.mdx', 't'],
  ['echo "$V" > etc/x', 't'],
  ['ls "a=$V" > f.conf', '-'],
  ['echo "\\"ab$V\\"" > f.toml', 't'],
  ['echo "a = [\\"x\\", \\"$V\\"" > f.toml', 'j'],
  ['echo "$V" > /dev/x.conf', '-'],
  ['echo "$V" | sudo tee -a f.conf', 't'],
  ['cat <<EOF > f\n[a]\n$V\nEOF', 't'],
  ['echo "x \\"a = \\"$V" > f.toml', 't'],
])('%s is read as %s', (source, read) => expect(told(source)).toBe(read));
