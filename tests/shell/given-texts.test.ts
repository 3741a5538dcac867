import { expect, test } from 'vitest';
import { givenTexts } from '../../src/shell/given-texts.ts';
import { holds } from '../../src/shell/own-bindings.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { listCommands } from '../../src/shell/piped-commands.ts';

/** The texts that a command is given with `$V` in them: what stands before it and after it. */
function given(source: string): string {
  const script = parseScript(source);
  const use = script.uses.find(({ name }) => name === 'V');
  const command = listCommands(script).find(
    ({ range, hereDocuments }) =>
      use && [range, ...hereDocuments.map(({ bodyRange }) => bodyRange)].some((one) => holds(one, use.range)),
  );
  if (!use || !command) return '';
  return givenTexts(command, use, source)
    .map(
      ({ before, after, stands, couldClose }) =>
        `${stands}: ${before}_${after}${couldClose ? ' closes' : ''}`,
    )
    .join(' | ');
}

test.each<[string, string]>([
  ['a b$V,c', 'word: b_,c'],
  ['a "$V" $V', 'word: _'],
  ['echo a "$V"', 'word: a _'],
  ['printf "%s %s" x "$V"', 'word: x _'],
  ['X="a$V"', 'word: a_'],
  ['X=1 a $V', 'word: _'],
  ['cat <<EOF\na $V b\nEOF', 'here-document: a _ b\n'],
  ['cat <<EOF\n$V\nEOF', 'here-document: _\n closes'],
  ['cat <<EOF\nE$V\nEOF', 'here-document: E_\n closes'],
  ['cat <<EOF\n${V}F\nEOF', 'here-document: _F\n closes'],
  ['cat <<EOF\n$V a\nEOF', 'here-document: _ a\n'],
  ['cat <<EOF\nE${V}F$V\nEOF', 'here-document: E_F$V\n closes'],
  ['cat <<EOF\nE${W}O$V\nEOF', 'here-document: E${W}O_\n closes'],
  ['cat <<EOF\n${W}X${V}\nEOF', 'here-document: ${W}X_\n'],
  ['cat <<EOF\nEO${W}OF$V\nEOF', 'here-document: EO${W}OF_\n'],
  ['cat <<EOF\nEO${V}F\nEOF', 'here-document: EO_F\n closes'],
  ['cat <<EOF\nEOF$V\nEOF', 'here-document: EOF_\n closes'],
  ['cat <<EOF\nEOFF$V\nEOF', 'here-document: EOFF_\n'],
  ['cat <<EOF\nEO${V}OF\nEOF', 'here-document: EO_OF\n'],
  ['cat <<-EOF\n\t$V\n\tEOF', 'here-document: \t_\n closes'],
  ['cat <<EOF\nx\t$V\nEOF', 'here-document: x\t_\n'],
  ['cat <<EOF\na\n$V\nb\nEOF', 'here-document: a\n_\nb\n closes'],
  ['cat <<EOF\n$V', 'here-document: _ closes'],
  ['cat <<EOF\n\n$V\nEOF', 'here-document: \n_\n closes'],
  ['a <<< "x$V"', 'here-string: x_'],
  ['a <<< "$V" > f', 'here-string: _'],
  ['a < "$V"', ''],
  ['a > $V', ''],
  ['bc < "$V"', ''],
  ['a $W$V$V', 'word: $W_$V'],
  ['cat <<EOF\n$V\n\nEOF', 'here-document: _\n\n closes'],
  ['cat <<EOF\n${W}O${W}$V\nEOF', 'here-document: ${W}O${W}_\n closes'],
  ['cat <<EOF\nE${W}E$V\nEOF', 'here-document: E${W}E_\n'],
  ['cat <<EOF\n${V}O${W}O\nEOF', 'here-document: _O${W}O\n'],
  ['cat <<EOF\nE\t$V\nEOF', 'here-document: E\t_\n'],
  ["cat <<'E\tF'\nE\t$V\nE\tF", 'here-document: E\t_\n closes'],
  ['cat <<E\nE$V', 'here-document: E_ closes'],
  ['cat <<FEOF\n${V}E${W}F\nFEOF', 'here-document: _E${W}F\n closes'],
  ['cat <<FEOF\nF${V}FE${W}F\nFEOF', 'here-document: F_FE${W}F\n'],
  ['cat <<ABA\n${V}A${W}A\nABA', 'here-document: _A${W}A\n closes'],
  ['cat <<AB\n${V}A${W}A\nAB', 'here-document: _A${W}A\n'],
  ['cat <<AB\nB${V}\nAB', 'here-document: B_\n'],
  ['cat <<AB\n${W}A${V}B\nAB', 'here-document: ${W}A_B\n closes'],
  ['cat <<AB\n${W}AB${V}B\nAB', 'here-document: ${W}AB_B\n'],
  ['cat <<AB\n${W}B${V}A${W}\nAB', 'here-document: ${W}B_A${W}\n'],
  ['cat <<EOF\na\n\t$V\nEOF', 'here-document: a\n\t_\n closes'],
  ['<<<a b$V,c', 'word: b_,c'],
])('%j gives %j', (source, texts) => expect(given(source)).toBe(texts));
