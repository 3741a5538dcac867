import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bookDocumentSchema } from '../../src/machine/book-document.ts';
import { bookFiles } from '../../src/machine/book-files.ts';
import { call } from '../cli/call.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Reads a document as somebody's program does: by its published schema, and then what it came for. */
const CONSUMER = `
import json, sys
import jsonschema
document, schema = (json.load(open(path, encoding="utf-8")) for path in sys.argv[1:3])
validator = jsonschema.validators.validator_for(schema)
validator.check_schema(schema)
errors = sorted(validator(schema).iter_errors(document), key=str)
for error in errors[:5]:
    print("/".join(map(str, error.absolute_path)), error.message)
destroying = sum(step["risk"] == "destroy" for runbook in document["runbooks"] for step in runbook["steps"])
print(len(document["runbooks"]), destroying)
sys.exit(1 if errors else 0)
`;

const hasJsonschema = spawnSync('python3', ['-c', 'import jsonschema']).status === 0;
const missing = hasJsonschema ? '' : ' (left out: this machine has no Python with jsonschema)';

describe.skipIf(!hasJsonschema)(`a program in Python${missing}`, () => {
  let folder: string;
  let text: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'opsbook-python-'));
    const { out } = await call(ROOT, 'export', '--json', '--today', '2026-11-22');
    text = out;
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  function consume(document: string, schema = 'book'): { status: number | null; said: string } {
    writeFileSync(join(folder, 'document.json'), document);
    const argv = ['-c', CONSUMER, join(folder, 'document.json'), join(ROOT, `public/${schema}.schema.json`)];
    const { status, stdout, stderr } = spawnSync('python3', argv, { encoding: 'utf8' });
    return { status, said: (stdout + stderr).trim() };
  }

  it('reads the demo book by its published schema', () => {
    const { runbooks } = bookDocumentSchema.parse(JSON.parse(text));
    const destroying = runbooks.flatMap(({ steps }) => steps).filter(({ risk }) => risk === 'destroy').length;
    expect(runbooks.length).toBeGreaterThan(50);
    expect(consume(text)).toEqual({ status: 0, said: `${runbooks.length} ${destroying}` });
  });

  it('reads a book that is split, each file by its own schema', () => {
    const [index, ...parts] = bookFiles(bookDocumentSchema.parse(JSON.parse(text)), 50_000);
    expect(parts.length).toBeGreaterThan(3);
    expect(consume(index?.text ?? '')).toEqual({ status: 0, said: '0 0' });
    for (const part of parts.slice(0, 3))
      expect(consume(part.text, 'book-part')).toMatchObject({ status: 0 });
  });

  it('is told by the schema of a document that is none', () => {
    const broken = text.replace('"risk": "read"', '"risk": "safe"').replace('"version": 1', '"version": 2');
    const { status, said } = consume(broken);
    expect(status).toBe(1);
    expect(said).toContain("'safe' is not one of ['read', 'change', 'destroy']");
  });
});
