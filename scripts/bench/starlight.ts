import { spawn } from 'node:child_process';
import { cp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * How long Starlight takes to build the pages of a book, cold; seconds.
 * @param project a folder where Starlight is installed, with its `astro.config.mjs`: its documents are replaced
 * @throws when its build fails
 */
export async function timeStarlight(project: string, root: string): Promise<number> {
  const docs = join(project, 'src/content/docs');
  for (const kept of [docs, join(project, 'dist'), join(project, 'node_modules/.astro')])
    await rm(kept, { recursive: true, force: true });
  await cp(root, docs, { recursive: true });
  await Promise.all((await readdir(docs, { recursive: true })).map((path) => makeDocument(join(docs, path))));
  const start = performance.now();
  await build(project);
  return (performance.now() - start) / 1000;
}

/** Starlight wants a title in the frontmatter, and knows none of the book's other fields. */
async function makeDocument(path: string): Promise<void> {
  if (!/\.mdx?$/.test(path)) return;
  const text = await readFile(path, 'utf8');
  const [front = ''] = /^---\n[\s\S]*?\n---\n/.exec(text) ?? [];
  const body = text.slice(front.length);
  const title = /^title: (.+)$/m.exec(front)?.[1] ?? /^# (.+)$/m.exec(body)?.[1] ?? 'Untitled';
  await writeFile(path, `---\ntitle: ${JSON.stringify(title)}\n---\n${body}`);
}

function build(project: string): Promise<void> {
  const program = join(project, 'node_modules/astro/bin/astro.mjs');
  const child = spawn(process.execPath, [program, 'build'], {
    cwd: project,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: '1' },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said = (said + String(chunk)).slice(-2_000)));
  return new Promise((settle, fail) => {
    child.on('error', fail);
    child.on('close', (status) => {
      if (status === 0) settle();
      else fail(new Error(`Starlight's build ended with ${status}.\n${said}`));
    });
  });
}
