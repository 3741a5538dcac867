import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const FRONTMATTER = `---
title: Try it
kind: incident
summary: Steps that a test takes.
service: web
owner: ops
severity: sev3
params:
  NAME: { description: Whom to greet, default: world }
  PID: { description: Process id, pattern: '\\d+' }
  TOKEN: { description: A token, secret: true, pattern: '.+' }
---

`;

/** Writes a book with one runbook, \`t/a\`, whose text is given; more files by their paths. */
export function writeBook(body: string, files: Readonly<Record<string, string>> = {}): string {
  const root = mkdtempSync(join(tmpdir(), 'opsbook-run-'));
  const all = {
    'opsbook.yaml': 'site: { title: Test }\n',
    'content/runbooks/t/a.mdx': FRONTMATTER + body,
    ...files,
  };
  for (const [path, text] of Object.entries(all)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return root;
}

/** A fence of bash. */
export function bash(attributes: string, code: string): string {
  return `\`\`\`bash {${attributes}}\n${code}\n\`\`\`\n\n`;
}

/** A fence of expected output. */
export function output(of: string, text: string): string {
  return `\`\`\`output {of=${of}}\n${text}\n\`\`\`\n\n`;
}
