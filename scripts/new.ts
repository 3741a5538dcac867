import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { planNew } from './new/plan-new.ts';

// `npm run new -- rule|command|dialect <id>`: every file of something new, which passes all checks as it is written, and
// what is left to do. Nothing that is there is written over.

const root = fileURLToPath(new URL('..', import.meta.url));
const planned = planNew(process.argv.slice(2), (path) => {
  try {
    return readFileSync(join(root, path), 'utf8');
  } catch {
    return undefined;
  }
});
if ('reason' in planned) {
  process.stderr.write(`${planned.reason}\n`);
  process.exitCode = 2;
} else {
  for (const [path, text] of Object.entries(planned.created)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    // `wx` fails where there is a file: what was looked at may have changed.
    writeFileSync(join(root, path), await laidOut(path, text), { flag: 'wx' });
    process.stdout.write(`new      ${path}\n`);
  }
  for (const [path, text] of Object.entries(planned.changed)) {
    writeFileSync(join(root, path), await laidOut(path, text));
    process.stdout.write(`changed  ${path}\n`);
  }
  for (const step of planned.next) process.stdout.write(`next     ${step}\n`);
}

/** As Prettier wants it: how long a line is hangs on the id. It leaves pages of the manual alone. */
async function laidOut(path: string, text: string): Promise<string> {
  if (!path.endsWith('.ts')) return text;
  const filepath = join(root, path);
  return format(text, { ...(await resolveConfig(filepath)), filepath });
}
