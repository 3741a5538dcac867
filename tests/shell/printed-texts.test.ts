import { expect, test } from 'vitest';
import { givenTexts, split } from '../../src/shell/given-texts.ts';
import { holds } from '../../src/shell/own-bindings.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { listCommands } from '../../src/shell/piped-commands.ts';
import { formatAt, formatLead, printedText, printsText, textMadeOf } from '../../src/shell/printed-texts.ts';

const around = (text: { before: string; after: string } | undefined): string =>
  text ? `${text.before}_${text.after}` : '-';

/** Whether the innermost command prints a text with `$V` in it, what stands around that, and what is made of it. */
function told(source: string): string {
  const script = parseScript(source);
  const use = script.uses.find(({ name }) => name === 'V');
  if (!use) return 'no use';
  const commands = listCommands(script).filter(({ range, hereDocuments }) =>
    [range, ...hereDocuments.map(({ bodyRange }) => bodyRange)].some((one) => holds(one, use.range)),
  );
  const [inner] = commands.toSorted((a, b) => b.range.start - a.range.start);
  const outer = commands.find((one) => one !== inner);
  const out = [printsText(inner, use.range) ? 'prints' : 'not'];
  if (!inner) return out.join('');
  const word = inner.words.find(({ range }) => holds(range, use.range));
  if (word) {
    out.push(around(printedText(inner.words, word, split(word, use, source))));
    out.push(formatLead(inner.words, word) ?? '-', String(formatAt(inner.words)));
  }
  const given = givenTexts(inner, use, source);
  const [text] = given;
  if (text && outer) {
    const made = textMadeOf(outer, { command: inner, text }, source);
    out.push(made ? `${made.stands} ${around(made)}` : '-');
  }
  return [...out, ...given.map(around)].join(' | ');
}

test.each<[string, string]>([
  ['echo a "$V" b', 'prints | a _ b | - | 1 | a _ b'],
  ['echo -n "$V"', 'prints | _ | - | 1 | _'],
  ['echo -ne a "$V"', 'prints | a _ | - | 1 | a _'],
  ['echo a -n "$V"', 'prints | a -n _ | - | 1 | a -n _'],
  ['echo -x "$V"', 'prints | -x _ | - | 1 | -x _'],
  ['echo x-n "$V"', 'prints | x-n _ | - | 1 | x-n _'],
  ['cat "$V"', 'not | - | - | 1 | _'],
  ['cat <<< "$V"', 'prints | _'],
  ['cat <<EOF\n$V\nEOF', 'prints | _\n'],
  ['basename "$V"', 'prints | - | - | 1 | _'],
  ['ls "$V"', 'not | - | - | 1 | _'],
  ['tr a b <<< "$V"', 'prints | _'],
  ['tr "$V" b', 'prints | - | - | 1 | _'],
  ['printf "%s" "$V"', 'prints | _ |  | 1 | _'],
  ['printf \'a=%s b\' "$V"', 'prints | a=_ b | a= | 1 | a=_ b'],
  ['printf \'%s %s\\n\' a "$V"', 'prints | a _\n | a  | 1 | a _\n'],
  ['printf \'%s %s\\n\' "$V" a', 'prints | _ \na |  | 1 | _ \na'],
  ['printf \'%s\\n\' a "$V" b', 'prints | a\n_\nb | a\n | 1 | a\n_\nb'],
  ['printf \'%s-%s;\' a b c "$V"', 'prints | a-b;c-_; | a-b;c- | 1 | a-b;c-_;'],
  ['printf \'%s-%s;\' a b "$V"', 'prints | a-b;_-; | a-b; | 1 | a-b;_-;'],
  ['printf \'%% %s\' "$V"', 'prints | % _ | %  | 1 | % _'],
  ['printf \'%.3s\' "$V"', 'prints | - | - | 1 | _'],
  ['printf \'%*s\' 3 "$V"', 'prints | - | - | 1 | _'],
  ['printf \'%-10s|\' "$V"', 'prints | _| |  | 1 | _|'],
  ['printf "$V"', 'prints | - | - | 1 | _'],
  ['printf -v x \'%s\' "$V"', 'prints | _ |  | 3 | _'],
  ['printf -- \'a %s\' "$V"', 'prints | a _ | a  | 2 | a _'],
  ['printf "$f" "$V"', 'prints | - | - | 1 | _'],
  ['printf "$f%s" "$V"', 'prints | $f_ | - | 1 | $f_'],
  ['X="a$V" echo b c', 'prints | a_'],
  ['printf \'%.3s %s\' a "$V"', 'prints | - | - | 1 | _'],
  ['x "$(                  echo "$V")"', 'prints | _ | - | 1 | word _ | _'],
  ['x "$(                   echo "$V")"', 'prints | _ | - | 1 | - | _'],
  ['cat <<EOF\n$(x <(echo "$V"))\nEOF', 'prints | _ | - | 1 | - | _'],
  ['x "`echo \\"$V\\"`"', 'not | - | - | 1 | `echo \\_V\\"`'],
  ['x "a\\"$(echo "$V")"', 'prints | _ | - | 1 | word a"_ | _'],
  ['x a\\ $(echo "$V")', 'prints | _ | - | 1 | word a _ | _'],
  ['x "$(echo "a\\b$V")"', 'prints | a\\b_ | - | 1 | word a\\b_ | a\\b_'],
  ['printf \'a\' "$V"', 'prints | - | - | 1 | _'],
  ['printf \'%s\\t\\x%s\' a "$V"', 'prints | a\tx_ | a\tx | 1 | a\tx_'],
  ['x -p "$(echo "$V")"', 'prints | _ | - | 1 | word _ | _'],
  ['x "a$(printf \'b%s\' "$V")c"', 'prints | b_ | b | 1 | word ab_ | b_'],
  ['x -f <(echo "$V")', 'prints | _ | - | 1 | here-string _ | _'],
  ['X="a$(echo "$V")"', 'prints | _ | - | 1 | word a_ | _'],
  ['x <<< "a$(echo "$V")"', 'prints | _ | - | 1 | here-string a_ | _'],
  ['cat <<EOF\na $(echo "$V")\nEOF', 'prints | _ | - | 1 | here-document a _ | _'],
  ['x "`echo "$V"`"', 'prints | _ | - | 1 | word _ | _'],
  ['x "$(ls "$V")"', 'not | - | - | 1 | - | _'],
  ['x "$( cat "$V")"', 'not | - | - | 1 | word _ | _'],
  ['x "$(true; echo "$V")"', 'prints | _ | - | 1 | - | _'],
  ['x < <(echo "$V")', 'prints | _ | - | 1 | here-string _ | _'],
  ['"$(echo "$V")" x', 'prints | _ | - | 1 | word _ | _'],
  ['X="$(echo "$V")" y', 'prints | _ | - | 1 | here-string _ | _'],
  ['cat <<EOF\n<(echo "$V")\nEOF', 'prints | <(echo "_")\n'],
  ['x $(echo "$V")', 'prints | _ | - | 1 | word _ | _'],
  ['sed "$V"', 'prints | - | - | 1 | _'],
  ['echo', 'no use'],
  ['> "$V"', 'not'],
  ['x <(cat "$V")', 'not | - | - | 1 | here-string _ | _'],
  ['x "$(echo a "$V" b)"', 'prints | a _ b | - | 1 | word a _ b | a _ b'],
  ['printf \'%s%%%s\' a "$V"', 'prints | a%_ | a% | 1 | a%_'],
  ['printf \'%5s%05d\' a "$V" c d', 'prints | a_cd | a | 1 | a_cd'],
  ['printf \'%s\' "a$V"', 'prints | a_ |  | 1 | a_'],
  ['x y "$(printf "%s" "$V")"', 'prints | _ |  | 1 | word _ | _'],
  ['printf %s" "$V"', 'prints | - | - | 1 | %s _'],
  ['rintf "%s" "$V"', 'not | - | - | 1 | _'],
  ['echo -nx "$V"', 'prints | -nx _ | - | 1 | -nx _'],
  ['$(echo "$V")" x', 'prints | _ | - | 1 | word _ | _'],
])('%s: %s', (source, is) => expect(told(source)).toBe(is));
