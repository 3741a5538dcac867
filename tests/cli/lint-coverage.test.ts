import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';

const PAGE = '# Ship\n\n```bash\nkubectl get pods\nshipit deploy\nhelmfile sync\ncd /srv\n```\n';

describe('opsbook lint says what it could not judge', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'opsbook-coverage-'));
    writeFileSync(join(root, 'opsbook.yaml'), 'runbooks: .\n');
    writeFileSync(join(root, 'ship.md'), PAGE);
    writeFileSync(join(root, 'get.md'), '# Get\n\n```bash\nkubectl get pods\n```\n');
  });
  afterEach(() => rmSync(root, { recursive: true }));

  async function lint(...argv: readonly string[]): Promise<string> {
    let out = '';
    await main(['lint', '--root', root, '--rule', 'command-known', ...argv], {
      folder: root,
      hasColour: false,
      isInteractive: false,
      environment: {},
      print: (text) => void (out += text),
      warn: () => {},
      readInput: () => Promise.resolve(''),
      interrupted: () => new Promise(() => {}),
    });
    return out;
  }

  const SAID =
    '4 commands: 2 judged whole, 1 in part (not all that they take is known: helmfile), 1 not (no such tool is known: shipit).\n';

  it('in a line below the count', async () => {
    expect(await lint()).toBe(`No findings, 2 pages read.\n${SAID}`);
  });

  it('and nothing where all was judged whole', async () => {
    expect(await lint('get.md')).toBe('No findings, 1 page read.\n');
  });

  it('counts no picture of a folder among its pages', async () => {
    mkdirSync(join(root, 'get'));
    writeFileSync(join(root, 'get', 'get.md'), '# Get\n');
    writeFileSync(join(root, 'get', 'get.png'), '');
    expect(await lint('get')).toBe('No findings, 1 page read.\n');
  });

  it('of each page, where somebody asks', async () => {
    expect(await lint('--coverage')).toBe(
      `No findings, 2 pages read.\n${SAID}  get.md: 1 command: 1 judged whole.\n` +
        '  ship.md: 3 commands: 1 judged whole, 1 in part (not all that they take is known: helmfile), 1 not (no such tool is known: shipit).\n',
    );
  });

  it('as JSON, where somebody asks; without that it stays one array of findings', async () => {
    expect(JSON.parse(await lint('--format', 'json'))).toEqual([]);
    expect(JSON.parse(await lint('--format', 'json', '--coverage'))).toEqual({
      findings: [],
      commands: {
        commands: 4,
        whole: 2,
        part: { helmfile: 1 },
        unknown: { shipit: 1 },
        pages: {
          'get.md': { commands: 1, whole: 1, part: {}, unknown: {} },
          'ship.md': { commands: 3, whole: 1, part: { helmfile: 1 }, unknown: { shipit: 1 } },
        },
      },
    });
  });

  it('in Markdown, for the summary of a pull request', async () => {
    expect(await lint('--format', 'markdown')).toBe(`No findings, 2 pages read.\n\n${SAID}`);
  });
});
