import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PROGRAM } from './program.ts';

/** The addresses of opsbook's own manual on every site. */
export function manualPages(): string[] {
  return readdirSync(join(PROGRAM, 'src/site/manual'))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `/manual/${name.slice(0, -'.mdx'.length)}/`);
}
