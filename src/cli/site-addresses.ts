import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { readAlertRules } from '../alerts/read-rules.ts';
import type { Book } from '../runbook/book.ts';
import { PROGRAM } from '../tools/workspace.ts';

/** Addresses of a book's site that are neither pages nor rules: of its alerts, and of opsbook's manual. */
export function siteAddresses(book: Book): string[] {
  const raised = book.alertRules.flatMap((source) => readAlertRules(source).rules.map(({ name }) => name));
  const named = [...book.runbooks.values()].flatMap(({ alerts }) => alerts);
  const alerts = new Set([...raised, ...named].filter((name) => !/[/\\]/.test(name)));
  return [...[...alerts].map((name) => `/alerts/${encodeURIComponent(name)}/`), ...manualPages()];
}

function manualPages(): string[] {
  return readdirSync(join(PROGRAM, 'src/site/manual'))
    .filter((name) => name.endsWith('.mdx'))
    .map((name) => `/manual/${name.slice(0, -'.mdx'.length)}/`);
}
