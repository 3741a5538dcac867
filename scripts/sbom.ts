import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials } from './release/bill-of-materials.ts';
import type { Bill } from './release/bill-of-materials.ts';

// `npm run -s sbom > opsbook.cdx.json`: a bill of materials (CycloneDX) of what users install, with what is compiled into
// it. It asks nobody: npm reads the lock file, and the rest stands in what `npm run compile` wrote.

const project = join(import.meta.dirname, '..');
const asked = ['sbom', '--omit', 'dev', '--package-lock-only', '--sbom-format', 'cyclonedx'];
// npm writes it in this shape.
const installed = JSON.parse(execFileSync('npm', asked, { cwd: project, encoding: 'utf8' })) as Bill;
const licences = readFileSync(join(project, 'dist-program/LICENSES.md'), 'utf8');
process.stdout.write(`${JSON.stringify(billOfMaterials(installed, licences), undefined, 2)}\n`);
