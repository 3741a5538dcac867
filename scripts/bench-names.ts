import { seedBook } from './names/seeded.ts';
import { needFolder, readFlags } from './read-flags.ts';

/** Prints how many mistyped names `name-known` finds in a book, by kind: `node scripts/bench-names.ts [DIR]`. */
const [root = '.'] = readFlags({ allowPositionals: true }).positionals;
needFolder(root);
const found = await seedBook(root);
let [seeded, caught] = [0, 0];
for (const [kind, counts] of [...found].sort(([a], [b]) => (a < b ? -1 : 1))) {
  seeded += counts.seeded;
  caught += counts.caught;
  const missed = counts.missed.length === 0 ? '' : `  missed: ${counts.missed.slice(0, 6).join(', ')}`;
  console.log(
    `${kind.padEnd(18)} ${String(counts.caught).padStart(4)} of ${String(counts.seeded).padStart(4)}${missed}`,
  );
}
const share = seeded === 0 ? 0 : (100 * caught) / seeded;
console.log(
  `${'all'.padEnd(18)} ${String(caught).padStart(4)} of ${String(seeded).padStart(4)}  ${share.toFixed(1)} %`,
);
