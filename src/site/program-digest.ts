import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const SOURCE = join(import.meta.dirname, '..');
/** Where it is decided how a page is parsed and drawn. */
const FOLDERS = ['runbook', 'site/render', 'alerts', 'shell'];

let digest: string | undefined;

/** Of the program's own sources: a page that was rendered by others is rendered again. */
export function programDigest(): string {
  if (digest !== undefined && !import.meta.env?.DEV) return digest;
  const hash = createHash('sha256');
  for (const folder of FOLDERS) {
    for (const path of readdirSync(join(SOURCE, folder), { recursive: true, encoding: 'utf8' }).sort())
      if (path.endsWith('.ts')) hash.update(readFileSync(join(SOURCE, folder, path)));
  }
  digest = hash.digest('hex');
  return digest;
}
