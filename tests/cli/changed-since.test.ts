import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/runbook/finding.ts';
import { makeRepository } from '../tools/repository.ts';
import type { Repository } from '../tools/repository.ts';
import { runCommand } from './run-command.ts';

/** A runbook of the small book; `more` is put into its frontmatter. */
function runbook(title: string, body: string, more = ''): string {
  return `---\ntitle: ${title}\nkind: reference\nsummary: About ${title}.\nservice: worker\nowner: platform\n${more}---\n\n${body}\n`;
}

const BOOK = {
  'opsbook.yaml': 'site: { title: Small }\n',
  'content/teams.yaml': 'platform:\n  name: Platform\n',
  'content/severities.yaml': 'sev1:\n  title: One\n  meaning: All is down.\n',
  'content/services/worker.yaml':
    'name: Worker\nsystem: shop\nowner: platform\ndescription: Works.\ndepends-on: [store]\n',
  'content/services/store.yaml': 'name: Store\nsystem: shop\nowner: platform\ndescription: Stores.\n',
  'content/runbooks/queue.mdx': runbook('Queue', '## Look here\n\nText.\n\n## Old part\n\nMore text.'),
  'content/runbooks/first.mdx': runbook('First', 'See [the old part](queue.mdx#old-part).'),
  'content/runbooks/second.mdx': runbook('Second', 'See [it](/runbooks/queue/).', 'related: [queue]\n'),
  'content/runbooks/broken.mdx': runbook('Broken', '[Was never there](nowhere.mdx)'),
  'content/runbooks/store.mdx': runbook('Store', 'The store.').replace('service: worker', 'service: store'),
  'content/guides/start.mdx': '---\ntitle: Start\n---\n\n![A drawing](../pictures/queue.svg)\n',
  'content/pictures/queue.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
};

const made: Repository[] = [];
afterEach(() => made.splice(0).forEach((one) => one.remove()));

function bookIn(prefix = ''): Repository {
  const one = makeRepository();
  made.push(one);
  one.write(Object.fromEntries(Object.entries(BOOK).map(([path, text]) => [`${prefix}${path}`, text])));
  one.commit();
  return one;
}

/** The findings of a change as `path rule message`, with what `lint` was told. */
async function changed({ folder }: Repository, ...flags: string[]) {
  const { out, status, said } = await runCommand(
    ['lint', '--changed-since', 'HEAD', '--format', 'json', ...flags],
    { folder },
  );
  if (out === '') return { status, said, found: [] };
  // The shape of `--format json`.
  const findings = JSON.parse(out) as Finding[];
  return { status, said, found: findings.map(({ path, ruleId, message }) => `${path} ${ruleId} ${message}`) };
}

describe('opsbook lint --changed-since', () => {
  it('says nothing of what was wrong before, in files that nobody touched', async () => {
    expect(await changed(bookIn())).toEqual({ status: 0, said: '', found: [] });
  });

  it('judges the changed file as a whole', async () => {
    const book = bookIn();
    book.write({ 'content/runbooks/broken.mdx': `${BOOK['content/runbooks/broken.mdx']}\nA new line.\n` });
    expect((await changed(book)).found).toEqual([
      'content/runbooks/broken.mdx link-resolves Change `nowhere.mdx`: there is no file `content/runbooks/nowhere.mdx`.',
    ]);
  });

  it('judges a file that git has not been told of', async () => {
    const book = bookIn();
    book.write({ 'content/runbooks/new.mdx': runbook('New', '[x](#nothing)') });
    expect((await changed(book)).found).toEqual([
      'content/runbooks/new.mdx link-resolves Change `#nothing`: `content/runbooks/new.mdx` has no heading or step `#nothing`.',
    ]);
  });

  it.each<[what: string, files: Record<string, string | undefined>, found: string[]]>([
    [
      'a link into a heading that was renamed',
      { 'content/runbooks/queue.mdx': runbook('Queue', '## Look here\n\nText.\n\n## Older part') },
      [
        'content/runbooks/first.mdx link-resolves Change `queue.mdx#old-part`: `content/runbooks/queue.mdx` has no heading or step `#old-part`. Did you mean `#older-part`?',
      ],
    ],
    [
      'links to a runbook that was deleted',
      { 'content/runbooks/queue.mdx': undefined },
      [
        'content/runbooks/first.mdx link-resolves Change `queue.mdx#old-part`: there is no file `content/runbooks/queue.mdx`.',
        'content/runbooks/second.mdx link-resolves Change `related`: no runbook has the id `queue`.',
        'content/runbooks/second.mdx link-resolves Change `/runbooks/queue/`: the site has no page `/runbooks/queue/`.',
      ],
    ],
    [
      'a service that was renamed, in runbooks and in services',
      {
        'content/services/store.yaml': undefined,
        'content/services/stores.yaml': BOOK['content/services/store.yaml'],
      },
      [
        'content/runbooks/store.mdx runbook-reachable Add `symptoms`, `errors`, `alerts` or a `service` of the book, or link to this page: nothing leads here.',
        'content/runbooks/store.mdx service-known Change `store`: no file `content/services/store.yaml` describes it. Did you mean `stores`?',
        'content/services/worker.yaml service-known Change `depends-on`: no service has the id `store`. Did you mean `stores`?',
      ],
    ],
    [
      'links to a runbook that has moved, with where it is now',
      {
        'content/runbooks/queue.mdx': undefined,
        'content/runbooks/jobs/backlog.mdx': BOOK['content/runbooks/queue.mdx'],
      },
      [
        'content/runbooks/first.mdx link-resolves Change `queue.mdx#old-part`: there is no file `content/runbooks/queue.mdx`. Did you mean `jobs/backlog.mdx`?',
        'content/runbooks/second.mdx link-resolves Change `related`: no runbook has the id `queue`.',
        'content/runbooks/second.mdx link-resolves Change `/runbooks/queue/`: the site has no page `/runbooks/queue/`. Did you mean `/runbooks/jobs/backlog/`?',
      ],
    ],
    [
      'links that now take an older address',
      {
        'content/runbooks/queue.mdx': undefined,
        'content/runbooks/jobs/backlog.mdx': BOOK['content/runbooks/queue.mdx'].replace(
          'owner: platform\n',
          'owner: platform\naliases: [queue]\n',
        ),
      },
      [
        'content/runbooks/first.mdx link-resolves Replace `queue.mdx#old-part` with `jobs/backlog.mdx#old-part`: this page has moved there.',
        'content/runbooks/second.mdx link-resolves Replace `queue` with `jobs/backlog` in `related`: this page has moved there.',
        'content/runbooks/second.mdx link-resolves Replace `/runbooks/queue/` with `/runbooks/jobs/backlog/`: this page has moved there.',
      ],
    ],
    [
      'a picture that was deleted',
      { 'content/pictures/queue.svg': undefined },
      [
        'content/guides/start.mdx link-resolves Change `../pictures/queue.svg`: there is no file `content/pictures/queue.svg`.',
      ],
    ],
    [
      'a title that is now there twice, on both pages',
      { 'content/runbooks/other.mdx': runbook('first', 'Another page.') },
      [
        'content/runbooks/first.mdx title-unique Change the title `First`: `content/runbooks/other.mdx` has it too.',
        'content/runbooks/other.mdx title-unique Change the title `first`: `content/runbooks/first.mdx` has it too.',
      ],
    ],
    [
      'a second file with the id of one that is there',
      { 'content/runbooks/first.md': runbook('Another title', 'Another page.') },
      [
        'content/runbooks/first.mdx id-unique Rename this file: `content/runbooks/first.md` has the same id, `first`.',
      ],
    ],
    [
      'a team that is gone',
      { 'content/teams.yaml': 'platforms:\n  name: Platform\n' },
      [
        ...['broken', 'first', 'queue', 'second', 'store'].map(
          (id) =>
            `content/runbooks/${id}.mdx owner-known Change \`owner\`: \`content/teams.yaml\` has no team \`platform\`. Did you mean \`platforms\`?`,
        ),
        ...['store', 'worker'].map(
          (id) =>
            `content/services/${id}.yaml owner-known Change \`owner\`: no team has the id \`platform\`. Did you mean \`platforms\`?`,
        ),
      ],
    ],
  ])('finds elsewhere %s', async (_, files, found) => {
    const book = bookIn();
    book.write(files);
    expect((await changed(book)).found).toEqual(found);
  });

  it('judges every page when the settings say so', async () => {
    const book = bookIn();
    book.write({ 'opsbook.yaml': 'site: { title: Small }\nrules: { owner-known: warning }\n' });
    expect((await changed(book)).found).toEqual([]);
    book.write({ 'opsbook.yaml': 'runbooks: content/guides\n' });
    expect((await changed(book)).found).not.toEqual([]);
  });

  it('fixes what has surely moved, after the move was committed too', async () => {
    const book = bookIn();
    book.move('content/runbooks/queue.mdx', 'content/runbooks/jobs/backlog.mdx');
    book.commit();
    const { said } = await runCommand(['lint', '--fix', '--rule', 'link-resolves'], book);
    expect(said).toBe(
      'fixed content/runbooks/first.mdx:9:5  link-resolves\nfixed content/runbooks/second.mdx:10:5  link-resolves\n',
    );
    const read = (name: string): string => readFileSync(join(book.folder, 'content/runbooks', name), 'utf8');
    expect(read('first.mdx')).toContain('See [the old part](jobs/backlog.mdx#old-part).');
    expect(read('second.mdx')).toContain('See [it](/runbooks/jobs/backlog/).');
  });

  it('works in a folder of a larger repository, with --root and from inside it', async () => {
    const book = bookIn('docs/ops/');
    book.write({ 'docs/ops/content/runbooks/queue.mdx': undefined, 'src/main.ts': 'x' });
    const inside = await changed({ ...book, folder: join(book.folder, 'docs/ops/content') });
    expect(inside.found).toHaveLength(3);
    expect(await changed(book, '--root', 'docs/ops')).toEqual(inside);
  });

  it.each([
    ['github', /^::error file=docs\/ops\/content\/runbooks\/first\.mdx,/],
    ['gitlab', /"path": "docs\/ops\/content\/runbooks\/first\.mdx"/],
    ['sarif', /"uri": "docs\/ops\/content\/runbooks\/first\.mdx"/],
    ['pretty', /^content\/runbooks\/first\.mdx:/],
  ])('names files in %s as its readers see them', async (format, start) => {
    const book = bookIn('docs/ops/');
    book.write({ 'docs/ops/content/runbooks/queue.mdx': undefined });
    const { out } = await runCommand(
      ['lint', '--changed-since', 'HEAD', '--format', format, '--root', 'docs/ops'],
      book,
    );
    expect(out).toMatch(start);
  });

  it('narrows to the paths and rules that are named', async () => {
    const book = bookIn();
    book.write({ 'content/runbooks/queue.mdx': undefined });
    expect((await changed(book, 'content/runbooks/first.mdx')).found).toHaveLength(1);
    expect((await changed(book, '--rule', 'title-unique')).found).toEqual([]);
  });

  it.each([
    ['an unknown ref', ['--changed-since', 'nowhere'], /`nowhere` is not a commit that this clone knows/],
    [
      'standard input',
      ['-', '--stdin-path', 'x.md', '--changed-since', 'HEAD'],
      /cannot judge standard input/,
    ],
  ])('refuses %s', async (_, flags, message) => {
    const { status, said } = await runCommand(['lint', ...flags], { folder: bookIn().folder });
    expect({ status, said }).toEqual({ status: 2, said: expect.stringMatching(message) as string });
  });

  it('says that a folder is in no repository', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'opsbook-no-git-'));
    const { status, said } = await runCommand(['lint', '--changed-since', 'main'], { folder });
    expect({ status, said }).toEqual({
      status: 2,
      said: `opsbook: ${folder} is in no git repository, so that nothing can be compared with \`main\`.\n`,
    });
    rmSync(folder, { recursive: true });
  });
});
