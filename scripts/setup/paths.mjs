import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder, whatever the current one is. */
export const ROOT = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where npm puts the packages. */
export const MODULES = join(ROOT, 'node_modules');
