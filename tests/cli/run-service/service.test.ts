import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, test } from 'vitest';
import { bookPages } from '../../../src/cli/run-service/book-pages.ts';
import { openBook } from '../../../src/judge/open-book.ts';
import { contentHash } from '../../../src/tools/content-hash.ts';
import { bash, output, writeBook } from '../run-book.ts';
import { openService, TAB } from './open-service.ts';
import type { TestService } from './open-service.ts';

const services: TestService[] = [];
afterEach(() => Promise.all(services.splice(0).map((service) => service.close())));

async function open(...args: Parameters<typeof openService>): Promise<TestService> {
  const service = await openService(...args);
  services.push(service);
  return service;
}

const CHANGE =
  bash('name=pause risk=change rollback=resume', 'echo "paused $NAME" | tee -a ran') +
  bash('name=drop risk=destroy dryrun=count', 'echo dropped >> ran') +
  bash('name=count risk=read', 'echo 3') +
  '## Verification\n\n' +
  bash('name=drained risk=read', 'echo 0') +
  '## Rollback\n\n' +
  bash('name=resume risk=change', 'echo "resumed $NAME"');

const ranIn = ({ root }: TestService): string =>
  readdirSync(root).includes('ran') ? readFileSync(join(root, 'ran'), 'utf8') : '';

describe('what the page names', () => {
  it('runs by the executor of `opsbook run`, and is compared with what the page says, line by line', async () => {
    const service = await open(
      bash('name=greet risk=read', 'echo "hello $NAME"; exit 3') + output('greet', 'hello *o* (glob)\n[3]'),
    );
    const { ended, shown } = await service.run('greet', { values: { NAME: 'world' } });
    expect({ ended, shown }).toMatchObject({
      shown: 'hello world\n',
      ended: {
        outcome: 'passed',
        status: 3,
        output: 'hello world\n',
        comparison: { isMatch: true, lines: [{ kind: 'fits', text: 'hello world' }], more: 0 },
      },
    });
  });

  it('is refused where the book has changed since the page was made', async () => {
    const service = await open(bash('name=greet risk=read', 'touch ran'));
    await service.run('greet');
    const path = join(service.root, 'content/runbooks/t/a.mdx');
    writeFileSync(path, readFileSync(path, 'utf8').replace('touch ran', 'touch run'));
    // At once: what watches the folder may not know yet.
    expect(await service.refused('start', 'greet')).toBe('409 The page is older than the book: build it.');
    expect(await service.refused('start', 'greet', { digest: `sha256:${'0'.repeat(64)}` })).toContain('409');
    expect(await service.refused('start', 'greet', { runbook: 'gone/page' })).toContain('404');
    expect(await service.refused('start', 'greet', { runbook: '../../etc/passwd' })).toContain('404');
  });

  it('is held against the file itself, where what watches the folder has said nothing yet', async () => {
    const root = writeBook(bash('name=greet risk=read', 'echo old'));
    const path = join(root, 'content/runbooks/t/a.mdx');
    const digest = contentHash(readFileSync(path, 'utf8'));
    const opened = await openBook(root);
    const read = (): Promise<typeof opened> => Promise.resolve(opened);
    const find = bookPages({ root, read, environment: {}, howToRenew: 'build it' });
    const ref = { visit: TAB, runbook: 't/a', digest };
    expect((await find(ref)).steps.map(({ name }) => name)).toEqual(['greet']);
    writeFileSync(path, readFileSync(path, 'utf8').replace('old', 'new'));
    await expect(find(ref)).rejects.toThrow('The page is older than the book: build it.');
    rmSync(root, { recursive: true });
    await expect(find(ref)).rejects.toThrow('The page is older than the book: build it.');
  });

  it.each([
    ['does not fit its param', { PID: '12; touch ran' }, 'PID: `12; touch ran` does not match `\\d+`.'],
    ['would be an option', { NAME: '-rf' }, 'NAME: `-rf` '],
    ['is of no param', { PATH: '/tmp' }, 'PATH is not a param of this runbook.'],
    ['is secret', { TOKEN: 'x' }, 'TOKEN is secret'],
    ['is missing', { NAME: 'x' }, 'kill needs PID: fill it in.'],
  ])('is refused with a value that %s', async (_, values, says) => {
    const service = await open(bash('name=kill risk=read', 'echo "$PID $NAME" | tee ran'));
    expect(await service.refused('start', 'kill', { values })).toContain(`400 ${says}`);
    expect(ranIn(service)).toBe('');
  });

  it('has the values of the page and no others: none of its own environment, none of an earlier step', async () => {
    const show = bash('name=show risk=read', 'echo "[${NAME-unset}]"');
    const service = await open(show, { environment: { NAME: 'of-the-service' } });
    expect((await service.run('show')).shown).toBe('[unset]\n');
    expect((await service.run('show', { values: { NAME: 'given' } })).shown).toBe('[given]\n');
    expect((await service.run('show')).shown).toBe('[unset]\n');
  });

  it.each([
    ['ignore', 'The book marks this snippet `ignore`: it is an example, and not run.'],
    ['interactive', 'x is not run from a page: it needs a terminal.'],
  ])('is not run where its fence says `%s`', async (attribute, says) => {
    const service = await open(bash(`name=x risk=read ${attribute}`, 'touch ran'));
    expect(await service.refused('start', 'x')).toBe(`403 ${says}`);
    expect(ranIn(service)).toBe('');
  });

  it('is no text between the snippets, no expected output, and no other variant', async () => {
    const service = await open(bash('name=x risk=read env=docker', 'touch ran') + output('x', 'y'));
    const [{ line = 0 } = {}] = (await service.page()).steps;
    for (const more of [
      {},
      { env: 'kubernetes' },
      { env: 'docker', line: line + 1 },
      { env: 'docker', line: line + 4 },
    ])
      expect(await service.refused('start', 'x', more)).toBe('404 The page has no such step.');
    expect((await service.run('x', { env: 'docker' })).ended).toMatchObject({ status: 0 });
  });
});

describe('what stands before a step', () => {
  it('is nothing for what reads, a dialog for what changes, a word and a dry run for what destroys', async () => {
    const service = await open(CHANGE);
    const { steps } = await service.page();
    expect(steps.map(({ name, gate }) => [name, gate])).toEqual([
      ['pause', 'dialog'],
      ['drop', 'word'],
      ['count', 'click'],
      ['drained', 'click'],
      ['resume', 'dialog'],
    ]);
    const values = { NAME: 'jobs' };
    expect(await service.ask('pause', { values })).toMatchObject({
      command: 'echo "paused $NAME" | tee -a ran',
      values: ['NAME=jobs'],
      undo: { name: 'resume', command: 'echo "resumed $NAME"' },
      nonce: expect.any(String),
    });
    expect(await service.ask('drop')).toMatchObject({
      word: 'drop',
      dryrun: { name: 'count', gate: 'click' },
    });
    const { ended } = await service.run('pause', { values });
    expect(ended).toMatchObject({
      verify: [{ name: 'drained', gate: 'click' }],
      undo: { name: 'resume', gate: 'dialog' },
    });
  });

  it('holds although the page leaves it out: no answer, no word, no run', async () => {
    const service = await open(CHANGE);
    const without = 'was not asked about, or was run already: press Run again.';
    const values = { NAME: 'jobs' };
    expect(await service.refused('start', 'pause', { values })).toBe(`409 pause ${without}`);
    expect(await service.refused('start', 'pause', { values, nonce: 'a-guess' })).toBe(
      `409 pause ${without}`,
    );
    expect(await service.refused('start', 'drop')).toBe(`409 drop ${without}`);
    const { nonce } = await service.ask('drop');
    expect(await service.refused('start', 'drop', { nonce })).toContain('type its word to run it');
    // It is used up, whatever came of it.
    expect(await service.refused('start', 'drop', { nonce, word: 'drop' })).toBe(`409 drop ${without}`);
    expect(ranIn(service)).toBe('');
  });

  it('is answered once, for this snippet, these values and this tab', async () => {
    const service = await open(CHANGE);
    const asked = async (): Promise<string | undefined> =>
      (await service.ask('pause', { values: { NAME: 'jobs' } })).nonce;
    const tries: [string, object][] = [
      ['pause', { values: { NAME: 'other' } }],
      ['pause', { values: { NAME: 'jobs', PID: '1' } }],
      ['resume', { values: { NAME: 'jobs' } }],
      ['pause', { values: { NAME: 'jobs' }, visit: 'another-tab-of-this-browser' }],
    ];
    for (const [name, more] of tries)
      expect(await service.refused('start', name, { ...more, nonce: await asked() })).toContain('409');
    expect(ranIn(service)).toBe('');
    const nonce = await asked();
    const twice = { values: { NAME: 'jobs' }, nonce };
    expect(await service.refused('start', 'pause', twice)).toContain('not refused');
    expect(await service.refused('start', 'pause', twice)).toContain('409');
    expect(ranIn(service)).toBe('paused jobs\n');
  });

  it('lets one of two racing tabs through', async () => {
    const service = await open(CHANGE);
    const { nonce } = await service.ask('drop');
    const both = await Promise.all(
      [1, 2].map(() => service.refused('start', 'drop', { nonce, word: 'drop' })),
    );
    expect(both.filter((said) => said.startsWith('409'))).toHaveLength(1);
    expect(ranIn(service)).toBe('dropped\n');
  });

  it('is shut by --only, and says so', async () => {
    const service = await open(CHANGE, { only: 'read' });
    const { steps, only } = await service.page();
    expect(only).toBe('read');
    expect(steps.map(({ name, gate }) => [name, gate])).toEqual([
      ['pause', 'hidden'],
      ['drop', 'hidden'],
      ['count', 'click'],
      ['drained', 'click'],
      ['resume', 'hidden'],
    ]);
    for (const [request, more] of [
      ['ask', {}],
      ['start', { word: 'drop' }],
    ] as const)
      expect(await service.refused(request, 'drop', more)).toContain(
        '403 drop is not run: it is `destroy`, and --only read was given.',
      );
  });
});

describe('the shell of a tab', () => {
  it('keeps folder and exports, says them in words, begins anew, and is no other tab’s', async () => {
    const service = await open(
      bash('name=set risk=read', 'export SEEN=yes; cd /tmp') +
        bash('name=show risk=read', 'echo "${SEEN-no} $PWD"'),
    );
    expect((await service.run('set')).ended?.session).toEqual({ folder: '/tmp', exports: ['SEEN'] });
    expect((await service.run('show')).shown).toBe('yes /tmp\n');
    expect((await service.run('show', { visit: 'another-tab-of-this-browser' })).shown).toBe(
      `no ${service.root}\n`,
    );
    expect((await service.page()).session).toEqual({ folder: '/tmp', exports: ['SEEN'] });
    expect(await service.refused('anew', '')).toContain('not refused: {"folder":"~","exports":[]}');
    expect((await service.run('show')).shown).toBe(`no ${service.root}\n`);
  });

  it('runs one thing at a time; what runs can be seen again, and stopped with its children', async () => {
    const service = await open(
      bash(
        'name=slow risk=read',
        `(setsid sleep 987.${process.pid} & sleep 988.${process.pid}) ; echo never`,
      ) + bash('name=quick risk=read', 'echo quick'),
    );
    const slow = service.run('slow').catch(String);
    const going = await untilTrue(async () => (await service.page()).running[0]);
    expect(await service.refused('start', 'quick')).toBe(
      '409 `slow` still runs in this shell: wait for it, or stop it.',
    );
    expect(await service.refused('anew', '')).toContain('409 Something still runs');
    expect(await service.refused('stop', '', { run: 'no-such-run' })).toContain('404');
    expect(
      await service.refused('stop', '', { run: going.run, visit: 'another-tab-of-this-browser' }),
    ).toContain('404');
    await untilTrue(() => Promise.resolve(processesOf(`98.\\.${process.pid}`).length >= 2 || undefined));
    const followed = service.refused('follow', '', { run: going.run });
    expect(await service.refused('stop', '', { run: going.run })).toContain('not refused');
    expect(await slow).toMatchObject({ ended: { outcome: 'stopped', isGood: false } });
    expect(await followed).toContain('"outcome":"stopped"');
    expect(processesOf(`98.\\.${process.pid}`)).toEqual([]);
    expect((await service.run('quick')).shown).toBe('quick\n');
  });

  it('is left with nothing that runs when the service ends', async () => {
    const service = await open(bash('name=slow risk=read', `sleep 986.${process.pid}`));
    const slow = service.run('slow').catch(String);
    await untilTrue(() => Promise.resolve(processesOf(`986\\.${process.pid}`).length > 0 || undefined));
    await services.pop()?.close();
    await slow;
    expect(processesOf(`986\\.${process.pid}`)).toEqual([]);
  });
});

describe('what is written down', () => {
  it('is the incident note of `opsbook run`, and one line of JSON an event', async () => {
    const service = await open(CHANGE, { note: 'note.md', log: 'log.jsonl' });
    await service.run('pause', { values: { NAME: 'jobs' } });
    await service.run('count');
    await service.refused('start', 'pause');
    await service.send({ headers: {} });
    const log = (): Record<string, unknown>[] =>
      readFileSync(join(service.root, 'log.jsonl'), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const lines = await untilTrue(() => Promise.resolve(log().length >= 6 ? log() : undefined));
    expect(lines.map(({ event, step, status, reason }) => [event, step ?? reason, status])).toEqual([
      ['served', undefined, undefined],
      ['started', 'pause', undefined],
      ['ended', 'pause', 0],
      ['started', 'count', undefined],
      ['ended', 'count', 0],
      ['refused', 'origin: it does not say which page asks', undefined],
    ]);
    expect(lines[1]).toMatchObject({
      command: 'echo "paused $NAME" | tee -a ran',
      values: { NAME: 'jobs' },
      risk: 'change',
    });
    const note = readFileSync(join(service.root, 'note.md'), 'utf8');
    for (const text of [
      'pause (change)',
      'NAME=jobs (page)',
      'paused jobs',
      '`count`: exit status 0',
      'exit 0',
    ])
      expect(note).toContain(text);
    expect(service.said()).toContain('t/a  pause (change): exit status 0');
  });
});

/** Processes whose command line matches. */
function processesOf(pattern: string): readonly string[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  return pids
    .map(commandOf)
    .filter((command) => /^sleep /.test(command) && new RegExp(pattern).test(command));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has ended meanwhile
  }
}

/** Asks again until there is an answer. */
async function untilTrue<T>(ask: () => Promise<T | undefined>): Promise<T> {
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    await new Promise((settle) => setTimeout(settle, 20));
  }
}

test('the tab of these tests is one that the protocol takes', () => expect(TAB).toMatch(/^[\w-]{16,64}$/));
