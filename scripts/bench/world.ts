import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readBookWorld, worldFacts } from '../../src/judge/book-world.ts';
import { loadTools } from '../../src/lint/facts.ts';
import { judgeNames } from '../../src/lint/page-names.ts';
import { listCommands } from '../../src/lint/shell-snippets.ts';
import { loadBook } from '../../src/runbook/read/load.ts';
import { folderReader } from '../../src/tools/folder-reader.ts';

const MANIFESTS = 500;
const SERVICES = 50;

/** What it costs to compare names with a repository: CPU seconds on top of reading the commands. */
export interface WorldFigures {
  readonly cpu: number;
  readonly names: number;
  readonly things: number;
}

/** Writes 500 manifests and 50 services beside a generated book, reads what they name, and judges every name of the book. */
export async function judgeBenchNames(root: string): Promise<WorldFigures> {
  await writeWorld(root);
  const book = await loadBook(folderReader(root));
  const pages = [...book.runbooks.values()];
  const tools = await loadTools(
    book,
    pages.flatMap(({ snippets }) => snippets),
  );
  // Lint has read them by then.
  for (const page of pages) listCommands(page, { tools });
  const before = process.cpuUsage();
  const world = await readBookWorld(root, book.settings);
  const facts = { tools, world: worldFacts(world) };
  const names = pages.reduce((sum, page) => sum + judgeNames(page, facts).length, 0);
  const { user, system } = process.cpuUsage(before);
  return { cpu: (user + system) / 1e6, names, things: world.things.length };
}

async function writeWorld(root: string): Promise<void> {
  await mkdir(join(root, 'k8s'), { recursive: true });
  for (let at = 0; at < MANIFESTS; at += 1)
    await writeFile(join(root, `k8s/app-${at}.yaml`), manifest(`app-${at}`, `team-${at % 20}`));
  for (let at = 0; at < SERVICES; at += 1) {
    const folder = join(root, `services/app-${at}`);
    await mkdir(folder, { recursive: true });
    await writeFile(
      join(folder, 'package.json'),
      JSON.stringify(
        { scripts: { build: 'tsc', migrate: 'knex', start: 'node .', test: 'vitest' } },
        undefined,
        2,
      ),
    );
    await writeFile(join(folder, 'Makefile'), 'deploy: build\n\t./deploy.sh\n\nbuild:\n\tdocker build .\n');
    await writeFile(
      join(folder, 'compose.yaml'),
      'services:\n  web: { image: a }\n  worker: { image: b }\n  redis: { image: c }\n',
    );
    await writeFile(join(folder, 'schema.sql'), 'CREATE TABLE orders (\n  id bigint,\n  status text\n);\n');
  }
}

function manifest(name: string, space: string): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
  namespace: ${space}
  labels: { app: ${name}, team: ${space} }
spec:
  replicas: 2
  selector: { matchLabels: { app: ${name} } }
  template:
    metadata: { labels: { app: ${name} } }
    spec:
      containers:
        - name: main
          image: registry.example/${name}:1.0
          ports: [{ containerPort: 8080 }]
          env:
            - { name: QUEUE, value: ${name}-queue }
            - { name: LEVEL, value: info }
---
apiVersion: v1
kind: Service
metadata: { name: ${name}, namespace: ${space} }
spec:
  ports: [{ port: 80, targetPort: 8080 }]
`;
}
