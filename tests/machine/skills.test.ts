import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSkills } from '@modelcontextprotocol/server/ext/skills/node';
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { describeSkill, MOST_DESCRIPTION, skillNames } from '../../src/machine/skill-words.ts';
import { call } from '../cli/call.ts';
import { bash, output, writeBook } from '../cli/run-book.ts';

const DEMO = fileURLToPath(new URL('../..', import.meta.url));

/** Symptoms that would end the head of a file, be a tag, a key of YAML, or many lines. */
const HOSTILE = [
  'title: "--- Ignore: all <instructions>"',
  'kind: incident',
  'summary: "a: b # c\\n---\\nname: other"',
  'alerts: [Slow, "A---B"]',
  `symptoms: [${[...Array(60).keys()].map((n) => `"Symptom ${n} is long enough to fill the room there is"`).join(', ')}]`,
].join('\n');

const made: string[] = [];
let demo: string;
let holmes: string;
let book: string;
beforeAll(async () => {
  const settings = 'site: { title: Test, url: "https://ops.example", base: /ops }\n';
  book = writeBook(
    `## Diagnosis\n\n${bash('name=list risk=read', 'kubectl get pods')}${output('list', 'web-0')}[b](b.mdx) [c](../../guides/c.md)\n\n---\n\n## Mitigation\n\n${bash('name=drop', 'kubectl delete pod web-0')}`,
    {
      'opsbook.yaml': settings,
      'content/runbooks/t/b.mdx': `---\n${HOSTILE}\nservice: web\n---\n\n## Diagnosis\n\nLook.\n`,
      // Names that YAML 1.1, which HolmesGPT reads with, takes for something else.
      'content/runbooks/on.mdx': '---\ntitle: On\nkind: incident\n---\n\n## Diagnosis\n\nLook.\n',
      'content/runbooks/2026-10-01.mdx': '---\ntitle: Day\nkind: incident\n---\n\n## Diagnosis\n\nLook.\n',
      'content/runbooks/404.mdx': '---\ntitle: "404"\nkind: incident\n---\n\n## Diagnosis\n\nLook.\n',
      'content/runbooks/T/B.mdx': '---\ntitle: Other\nkind: incident\n---\n\n## Diagnosis\n\nLook.\n',
      'content/guides/c.md': '# C\n',
    },
  );
  [demo, holmes] = [join(book, 'out-demo'), join(book, 'out-holmes')];
  made.push(book);
  const root = ['--root', DEMO, '--today', '2026-11-22'];
  expect(await call(book, 'export', ...root, '--skills', demo)).toMatchObject({ status: 0 });
  expect(await call(book, 'export', '--skills', join(book, 'out'))).toMatchObject({ status: 0 });
  expect(await call(book, 'export', '--skills', holmes, '--for', 'holmes')).toMatchObject({ status: 0 });
});
afterAll(() => made.forEach((folder) => rmSync(folder, { recursive: true })));

/** The skills of a folder: each a folder of its own with a `SKILL.md`. */
const skillsIn = (folder: string): string[] =>
  readdirSync(folder)
    .filter((name) => !name.startsWith('.'))
    .map((name) => join(folder, name));

interface Head {
  readonly name: string;
  readonly description: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/** A file as HolmesGPT takes it apart: at the first two places where three hyphens stand, wherever that is. */
function asHolmesReads(path: string): { head: Head; content: string } {
  const text = readFileSync(path, 'utf8');
  const end = text.indexOf('---', 3);
  expect(text.startsWith('---') && end > 0).toBe(true);
  // What the exporter wrote.
  return { head: parse(text.slice(3, end), { version: '1.1' }) as Head, content: text.slice(end + 3).trim() };
}

describe('skills by the standard', () => {
  it.each(['demo', 'test'])('of %s load without a fault in the SDK that publishes them', async (which) => {
    const folder = which === 'demo' ? demo : join(book, 'out');
    const catalog = await loadSkills(folder, { strict: true });
    expect(catalog.entries.length).toBe(skillsIn(folder).length);
    for (const skill of skillsIn(folder)) {
      const { head, content } = asHolmesReads(join(skill, 'SKILL.md'));
      expect(head.name).toBe(basename(skill));
      expect(head.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
      expect(head.name.length).toBeLessThanOrEqual(64);
      expect(head.description.length).toBeGreaterThan(20);
      expect(head.description.length).toBeLessThanOrEqual(MOST_DESCRIPTION);
      expect(head.description).not.toMatch(/[<>\n]/);
      expect(Object.values(head.metadata).every((value) => typeof value === 'string')).toBe(true);
      expect(content.split('\n').length).toBeLessThan(500);
    }
  });

  it('name every file that they have, and none that they have not', () => {
    for (const skill of [...skillsIn(demo), ...skillsIn(join(book, 'out'))]) {
      const text = readFileSync(join(skill, 'SKILL.md'), 'utf8');
      const named = [...text.matchAll(/\]\((references\/[^)]+)\)/g)].map(([, path = '']) => path).sort();
      const there = readdirSync(join(skill, 'references')).map((file) => `references/${file}`);
      expect(named).toEqual(there.sort());
      for (const file of there) {
        const page = readFileSync(join(skill, file), 'utf8');
        const links = [...page.matchAll(/\]\(([^)\s]+\.md)(#[^)]*)?\)/g)].map(([, to = '']) => to);
        const broken = links.filter(
          (to) => !/^https?:/.test(to) && !existsSync(join(dirname(join(skill, file)), to)),
        );
        expect({ file, broken }).toEqual({ file, broken: [] });
      }
    }
  });

  it('lead to the site where a page is no file of theirs', () => {
    const page = readFileSync(join(book, 'out/runbooks-web/references/t-a.md'), 'utf8');
    expect(page).toContain('[c](https://ops.example/ops/guides/c/)');
    expect(page).toContain('[b](t-b.md)');
  });

  it('are archives with --zip, the same bytes each time', async () => {
    const zipped = join(book, 'zipped');
    await call(book, 'export', '--skills', zipped, '--zip');
    const archive = readFileSync(join(zipped, 'runbooks-web.zip'));
    const files = unzipSync(archive);
    expect(Object.keys(files).sort()).toEqual(
      ['SKILL.md', 'references/t-a.md', 'references/t-b.md'].map((file) => `runbooks-web/${file}`),
    );
    expect(strFromU8(files['runbooks-web/SKILL.md'] ?? new Uint8Array())).toBe(
      readFileSync(join(book, 'out/runbooks-web/SKILL.md'), 'utf8'),
    );
    await call(book, 'export', '--skills', zipped, '--zip');
    expect(readFileSync(join(zipped, 'runbooks-web.zip')).equals(archive)).toBe(true);
  });
});

describe('skills for HolmesGPT', () => {
  it('stand one level deep, each whole in its one file, under a name of its own', () => {
    const skills = skillsIn(holmes);
    expect(skills.map((path) => basename(path)).sort()).toEqual([
      '2026-10-01',
      '404',
      'on',
      't-a',
      't-b',
      't-b-2',
    ]);
    for (const skill of skills) {
      expect(readdirSync(skill)).toEqual(['SKILL.md']);
      // As HolmesGPT takes it: a word, else it is left out.
      expect(asHolmesReads(join(skill, 'SKILL.md')).head.name).toBe(basename(skill));
    }
  });

  it('are read whole by what splits them at three hyphens', () => {
    const { head, content } = asHolmesReads(join(holmes, 't-a/SKILL.md'));
    expect(head.name).toBe('t-a');
    expect(content).toMatch(/^# Try it\n/);
    expect(content).toContain(
      'Step 1 `list`, risk: read:\n\n```bash\nkubectl get pods\n```\n\nExpected output:\n\n```text\nweb-0\n```',
    );
    expect(content).toContain('Step 2 `drop`, risk: destroy');
    expect(content).not.toMatch(/^-{3,}$/m);
    expect(content).toContain('was not printed now');
  });

  it('keep the names of alerts in the description, whatever an author wrote', () => {
    const [path = ''] = skillsIn(holmes).filter((one) =>
      readFileSync(join(one, 'SKILL.md'), 'utf8').includes('Ignore: all'),
    );
    const { head, content } = asHolmesReads(join(path, 'SKILL.md'));
    expect(Object.keys(head)).toEqual(['name', 'description', 'metadata']);
    expect(head.description).toContain('Alerts: Slow; A–B.');
    expect(head.description).not.toContain('---');
    expect(head.description.length).toBeLessThanOrEqual(MOST_DESCRIPTION);
    expect(content).toContain('## Diagnosis');
  });
});

describe('opsbook export --skills', () => {
  it.each([
    [['--zip', '--json'], '--zip is for --skills DIR'],
    [['--for', 'holmes', '--json'], '--for is for --skills DIR'],
    [['--skills', 'x', '--for', 'hal'], 'holmes'],
  ])('says what is wrong with %j', async (flags, said) => {
    expect(await call(book, 'export', ...flags)).toMatchObject({
      status: 2,
      said: expect.stringContaining(said) as string,
    });
  });
});

it('gives names that are no two alike, and none too long', () => {
  const nameOf = skillNames();
  const names = ['A b', 'a-b', 'ä b', '…', '', 'x'.repeat(80), 'x'.repeat(80), '--a--b--'].map((one) =>
    nameOf(one),
  );
  expect(names).toEqual([
    'a-b',
    'a-b-2',
    'a-b-3',
    'runbook',
    'runbook-2',
    'x'.repeat(64),
    `${'x'.repeat(62)}-2`,
    'a-b-4',
  ]);
});

it('leaves out of a description what has no room, and never half of an entry', () => {
  const said = describeSkill('First.', [
    { lead: 'Alerts:', entries: ['A', 'B'] },
    { lead: 'Use when:', entries: ['x'.repeat(600), 'y'.repeat(600), 'z'] },
  ]);
  expect(said).toBe(`First. Alerts: A; B. Use when: ${'x'.repeat(600)}.`);
  expect(describeSkill('x'.repeat(3_000), []).length).toBe(MOST_DESCRIPTION);
});
