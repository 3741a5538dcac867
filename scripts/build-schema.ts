import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { bookSchema } from '../src/runbook/schema/book-schema.ts';
import { guideSchema, runbookSchema } from '../src/runbook/schema/page-schemas.ts';
import { serviceSchema, severitiesSchema, teamsSchema } from '../src/runbook/schema/entry-schemas.ts';
import { bookDocumentSchema, bookPartSchema } from '../src/machine/book-document.ts';
import { incidentSchema } from '../src/runbook/records/incidents.ts';
import { signOffFileSchema } from '../src/runbook/records/sign-offs.ts';
import { readFlags } from './read-flags.ts';

// Writes the JSON Schemas that editors complete and check with. `--check` only says whether they are current.

/** One file for each thing that is written in YAML. Add yours here. */
const SCHEMAS = {
  opsbook: { schema: bookSchema, title: 'opsbook.yaml: the settings of a book' },
  runbook: { schema: runbookSchema, title: 'The frontmatter of a runbook' },
  guide: { schema: guideSchema, title: 'The frontmatter of a guide or a template' },
  service: { schema: serviceSchema, title: 'A file in the services folder' },
  teams: { schema: teamsSchema, title: 'teams.yaml: who answers' },
  reviews: { schema: signOffFileSchema, title: 'A file in the reviews folder: the sign-offs of a quarter' },
  incident: { schema: incidentSchema, title: 'The frontmatter of an incident note or a postmortem' },
  severities: { schema: severitiesSchema, title: 'severities.yaml: how bad, and how fast' },
  book: { schema: bookDocumentSchema, title: 'book.json: a whole book for other programs' },
  'book-part': { schema: bookPartSchema, title: 'A file that book.json names: the runbooks of one service' },
} as const;

const { values } = readFlags({ options: { check: { type: 'boolean' } } });
const stale = Object.entries(SCHEMAS).filter(([name, entry]) => current(name) !== render(entry));
if (values.check) report(stale.map(([name]) => name));
else for (const [name, entry] of stale) writeFileSync(fileOf(name), render(entry));

function report(names: readonly string[]): void {
  if (names.length === 0) return;
  const files = names.map((name) => `public/${name}.schema.json`).join(', ');
  process.stderr.write(`Run npm run schema: src/runbook/schema no longer says what stands in ${files}.\n`);
  process.exitCode = 1;
}

/** Draft 7, the newest that VS Code's YAML extension reads; what an author writes, before defaults. */
function render({ schema, title }: { schema: z.ZodType; title: string }): string {
  const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input', target: 'draft-07' });
  return `${JSON.stringify({ $schema, title, ...rest }, undefined, 2)}\n`;
}

function current(name: string): string | undefined {
  try {
    return readFileSync(fileOf(name), 'utf8');
  } catch {
    return undefined;
  }
}

function fileOf(name: string): string {
  return fileURLToPath(new URL(`../public/${name}.schema.json`, import.meta.url));
}
