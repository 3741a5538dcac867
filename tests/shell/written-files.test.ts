import { expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { surroundingsOf } from '../../src/shell/surroundings.ts';
import {
  isPrinted,
  isSource,
  isWrittenAndRun,
  isWrittenAsManifest,
  isWrittenForLater,
  runsWritten,
} from '../../src/shell/written-files.ts';

/** What becomes of a text with `$V` that goes to a file; `before`: it would only be where its lines come back. */
function fateOf(source: string): string {
  const script = parseScript(source);
  // What a value must not mean where it stands is not asked here.
  const around = { ...surroundingsOf(script, source), guardsAt: () => '', readerAt: () => '' };
  const use = script.uses.find(({ name }) => name === 'V');
  if (!use) throw new Error(source);
  const isFate = {
    later: isWrittenForLater(use, around),
    source: isSource(use, around),
    printed: isPrinted(use, around),
    run: isWrittenAndRun(use, around, false),
    'run before': isWrittenAndRun(use, around, true) && !isWrittenAndRun(use, around, false),
    manifest: isWrittenAsManifest(use, around, false),
    'manifest before': isWrittenAsManifest(use, around, true) && !isWrittenAsManifest(use, around, false),
  };
  return Object.entries(isFate)
    .filter(([, is]) => is)
    .map(([fate]) => fate)
    .join(', ');
}

test.each([
  ['ls "$V"', ''],
  ['printf "$V"', 'printed'],
  ['cat <<< "$V"', 'printed'],
  ['bc <<< "$V"', 'printed'],
  ['cat <<EOF\n$V\nEOF', 'printed'],
  // What the machine runs or reads by itself.
  ['echo "$V" >> ~/.ssh/config', 'later, printed'],
  ['echo "$V" | tee ~/.bashrc', 'later, printed'],
  ['crudini --set /etc/default/x a "$V"', 'later'],
  ['cp "$V" /etc/cron.d/x', 'later, source'],
  ['sudo install $V y', 'source'],
  ['cp x"$V" y', ''],
  ['cp "x $V" y', ''],
  ['cp "$V" a.env', 'later'],
  ['cp .env $V', 'source'],
  // Written, and run.
  ['echo "$V" > f; bash f', 'printed, run'],
  ['echo "$V" &> f; bash f', 'printed, run'],
  ['echo "$V" >| a/f; ./f', 'printed, run'],
  ['echo "$V" < f; bash f', 'printed'],
  ['echo "$V" > f; bash < f', 'printed, run'],
  ['echo "$V" > f; eval "$(cat f)"', 'printed, run'],
  ['bash f; echo "$V" > f', 'printed, run before'],
  ['tee f <<< "$V"; bash f', 'printed, run'],
  ['echo "$V" | tee f; bash f', 'printed, run'],
  ['sudo tee f <<< "$V"; bash f', 'printed, run'],
  ['echo "$V" > f; bc f', 'printed, run'],
  ['echo "$V" | sudo -u x tee f; bash f', 'printed, run'],
  ['echo "$V"; w x y z tee f; bash f', 'printed'],
  ['tee f; echo "$V"; bash f', 'printed'],
  ['tee f < "$V"; bash f', 'printed, run'],
  ['cp "$V" f; bash f', 'source, run'],
  ['x install "$V" f; bash f', 'source'],
  ['"bash f" "$V"', ''],
  ['$V > V', 'run before'],
  ['echo "$V" > f; ls f', 'printed'],
  ['echo "$V" > ""; bash x', 'printed'],
  ['echo "$V" > -f; bash -f', 'printed'],
  ['echo "$V" > /dev/null; bash /dev/null', 'printed'],
  ['echo "$V" > f; ./xf', 'printed, run'],
  ['echo "$V" > f; chmod +x f', 'printed, run'],
  ['echo "$V" > f; psql -f f', 'printed, run'],
  // Read as data, unless a flag says otherwise.
  ['echo "$V" > f; jq . f', 'printed'],
  ['echo "$V" > f; jq .a-f f', 'printed'],
  ['echo "$V" > f; jq -rL f', 'printed, run'],
  ['echo "$V" > f; yq --from-file f', 'printed, run'],
  ['echo "$V" > f; vim f', 'printed'],
  ['echo "$V" > f; vim f-', 'printed'],
  ['echo "$V" > f; vim -S f', 'printed, run'],
  ['echo "$V" > f; vim +x f', 'printed, run'],
  // Only taken away in the end.
  ['echo "$V" > f; trap "rm -f f" EXIT', 'printed'],
  ['echo "$V" > f; trap "./f; rm f" EXIT', 'printed, run'],
  ['echo "$V" > f; trap "rm x; ./f" EXIT', 'printed, run'],
  ['echo "$V" > f; trap x "rm f"', 'printed, run'],
  ['echo "$V" > f; source "rm f"', 'printed, run'],
  // By the name of a module.
  ['echo "$V" > cfg.py; python3 -c "import cfg"', 'printed, run'],
  ['echo "$V" > d/index.js; node e', 'printed, run'],
  ['echo "$V" > dindex.js; node e', 'printed'],
  ['echo "$V" > indexes; bash es', 'printed'],
  ['echo "$V" > a.tsv; bash av', 'printed'],
  // A document in which some keys are run.
  ['echo "$V" > f; sudo kubectl apply -f f', 'printed, manifest'],
  ['echo "$V" > f; docker x g', 'printed'],
  ['helm x f; echo "$V" > f', 'printed, manifest before'],
])('%s: %s', (source, fate) => expect(fateOf(source)).toBe(fate));

/** Whether the last command of a script runs a file that the script has made. */
test.each([
  ['echo a > f; ./f x', true],
  ['echo a > f; f x', false],
  ['./f x; ls', false],
  ['echo a > d/f; d/f x', true],
  ['tee f; ~/f', true],
  ['tee f; ../f', true],
  ['sponge f; ./f', true],
  ['dd of=f; ./f', true],
  ['dd of=x y; ./f', false],
  ['chmod +x f; ./f', true],
  ['echo "f"; ./f', false],
  ['f; tee x; ./f', false],
  ['f; tee f; ./f', true],
  ['echo > f-; ./f-', false],
  ['echo > é; ./é', false],
  ['echo > xé; ./éx', false],
  [`tee ${'a'.repeat(81)}; ./${'a'.repeat(81)}`, true],
  [`tee ${'a'.repeat(82)}; ./${'a'.repeat(82)}`, false],
  ['echo a > f; . ./f', true],
  ['echo a > f; sudo bash -x +x f', true],
  ['tee a-b; bash a-b', true],
  ['bash', false],
  ['echo a > f; tclsh f x', true],
  // Their first operand is a program, unless a flag says that a file has it.
  ['echo a > f; awk f x', false],
  ['echo a > f; awk -f f x', true],
  ['echo a > f; awk a-f f', false],
  ['echo a > f; sed -Ef f x', true],
  ['cp awk x; awk 1 x', false],
  // Any of them.
  ['cp a d; ./d/*', true],
  ['ls d; ./d/*', false],
  ['cp a d; bash d/*', true],
  ['cp a d; bash ${F}', false],
  ["cp a d; perl -e 'while(<>){print}' x", false],
  ['cp a d; ./${F}', true],
])('%s: %s', (source, isRun) => {
  const script = parseScript(source);
  const ground = surroundingsOf(script, source);
  expect(runsWritten(script.commands.at(-1)?.words ?? [], ground)).toBe(isRun);
});
