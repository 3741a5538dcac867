import { chmodSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { compiledProgram } from '../compiled-program.ts';
import { openScreen } from '../pseudo-terminal.ts';
import type { Screen } from '../pseudo-terminal.ts';
import { bash, output, writeBook } from './run-book.ts';

const PROGRAM = compiledProgram();
const roots: string[] = [];
afterEach(() => roots.splice(0).forEach((root) => rmSync(root, { recursive: true })));

function book(body: string, files?: Readonly<Record<string, string>>): string {
  const root = writeBook(body, files);
  roots.push(root);
  return root;
}

function open(root: string, flags: readonly string[] = [], environment: Record<string, string> = {}): Screen {
  return openScreen([process.execPath, PROGRAM, 'run', 't/a', ...flags], { folder: root, environment });
}

/** A wait that no other run of these tests on this machine has. */
const sleep = (seconds: number): string => `sleep ${seconds}.${process.pid}`;

/** Processes of this run whose command line holds a text; a zombie has none. */
function processesOf(text: string): readonly string[] {
  const commands = listPids().map((pid) => commandOf(pid));
  return commands.filter((command) => command.includes(text) && command.includes(`.${process.pid}`));
}

function endProcessesOf(text: string): void {
  for (const pid of listPids().filter((one) => commandOf(one).includes(text))) {
    try {
      process.kill(Number(pid), 'SIGKILL');
    } catch {
      // it has ended meanwhile
    }
  }
}

function listPids(): readonly string[] {
  return readdirSync('/proc').filter((name) => /^\d+$/.test(name));
}

function commandOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return ''; // it has ended meanwhile
  }
}

describe('opsbook run, at a terminal', () => {
  it('shows the page, runs what reads on Enter, and keeps folder and variables from step to step', async () => {
    const root = book(
      `Prose **before**.\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n## Diagnosis\n\n${bash('name=one', 'export A=kept; cd /; x=too')}` +
        bash('name=two risk=read', 'echo "$A $x in $PWD"') +
        output('two', 'kept too in /'),
    );
    const screen = open(root);
    await screen.until('Prose before');
    await screen.until(/1 +2/);
    await screen.until('Enter runs it', '\r');
    await screen.until('2/2');
    await screen.until('Enter runs it', '\r');
    await screen.until('kept too in /');
    await screen.until('ok: exit status 0, as expected');
    await screen.until('2 steps run.');
    expect(await screen.ended).toBe(0);
  });

  it('asks yes or no before a change and for a word before what destroys, with its dry run and its way back', async () => {
    const root = book(
      `## Mitigation\n\n${bash('name=change-it risk=change', 'echo changed')}` +
        bash('name=drop-it risk=destroy dryrun=look rollback=undo', 'echo destroyed') +
        bash('name=look risk=read', 'echo would-destroy') +
        `## Rollback\n\n${bash('name=undo risk=change', 'echo undone')}`,
    );
    const screen = open(root);
    await screen.until('Run it?', '\r');
    await screen.until('skipped');
    await screen.until('What undoes it: undo');
    await screen.until('Type drop-it to run it', 'y\r');
    await screen.until('is none of these');
    await screen.until('Type drop-it to run it', 'd\r');
    await screen.until('Enter runs it', '\r');
    await screen.until('would-destroy');
    await screen.until('Type drop-it to run it', 'drop-it\r');
    await screen.until(/^destroyed/m);
    await screen.until('look');
    await screen.until('Enter runs it', 'q\r');
    await screen.until('Ended early: you left it');
    expect(await screen.ended).toBe(0);
  });

  it('one step keeps its dry run and its way back; every prompt lists, jumps, explains and takes remarks', async () => {
    const root = book(
      `## Steps\n\n${bash('name=look risk=read', 'echo would-delete')}` +
        bash('name=purge risk=destroy dryrun=look rollback=undo confirm="Sure?"', 'echo purged') +
        bash('name=undo risk=change', 'echo undone'),
    );
    const one = open(root, ['--step', 'purge', '--env', 'docker']);
    await one.until('What undoes it: undo');
    await one.until('Type purge to run it', 'd\r');
    await one.until('Enter runs it', '\r');
    await one.until(/^would-delete/m);
    await one.until('Type purge to run it', '?\r');
    await one.until('shows what it would do: its dry run');
    await one.until('Type purge to run it', ': the graph is flat\r');
    await one.until('not kept: --note writes a note');
    await one.until('Type purge to run it', 'q\r');
    expect(await one.ended).toBe(0);

    const all = open(root, ['--note', 'note.md']);
    await all.until('Enter runs it', 'l\r');
    await all.until(/3 {2}change +undo/);
    await all.until('Enter runs it', '= we purge at noon\r');
    await all.until('decision noted');
    await all.until('Enter runs it', 'j undo\r');
    await all.until('3/3  undo');
    await all.until('Run it?', '2\r');
    await all.until('2/3  purge');
    await all.until('Type purge to run it', 'q\r');
    expect(await all.ended).toBe(0);
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toContain('**Decision**: we purge at noon');
  });

  it('asks for values, checks them, and shows a secret nowhere', async () => {
    const root = book(
      bash('name=ask risk=read', 'echo "$NAME $PID"; echo "$TOKEN"; printf %s "$TOKEN" | base64'),
    );
    const screen = open(root, ['--note', 'note.md']);
    await screen.until('Enter runs it', '\r');
    await screen.until('NAME [world]', '\r');
    await screen.until('PID:', 'abc\r');
    await screen.until('does not match');
    await screen.until('PID:', '12\r');
    await screen.until('TOKEN:', 'hunter2-hunter2\r');
    await screen.until('world 12');
    expect(await screen.ended).toBe(0);
    const note = readFileSync(join(root, 'note.md'), 'utf8');
    for (const text of [screen.raw(), note]) {
      expect(text).not.toContain('hunter2');
      expect(text).not.toContain(Buffer.from('hunter2-hunter2').toString('base64'));
    }
    expect(note).toContain('`PID=12 (typed)`');
    expect(note).toContain('[secret]\n[secret]');
  });

  it('shows and copies the text that is run, with values in it where something reads it again', async () => {
    const root = book(bash('name=again risk=read', 'bash -c "echo it is $NAME"'));
    const screen = open(root);
    await screen.until('bash -c "echo it is world"');
    await screen.until('Enter runs it', 'c\r');
    await screen.until('copied');
    const copied = 'export NAME=world\nbash -c "echo it is world"';
    expect(screen.raw()).toContain(`\u001B]52;c;${Buffer.from(copied).toString('base64')}\u0007`);
    await screen.until('Enter runs it', '\r');
    await screen.until('NAME [world]', 'moon\r');
    await screen.until('bash -c "echo it is moon"');
    await screen.until(/^it is moon/m);
    expect(await screen.ended).toBe(0);
  });

  it('goes on when its note finds no room, says so once, and keeps it; a note is its owner’s alone', async () => {
    const root = book(bash('name=one risk=read', 'echo first') + bash('name=two risk=read', 'echo second'));
    const screen = open(root, ['--yes', '--note', '/dev/full']);
    await screen.until('The note cannot be written');
    await screen.until('2 steps run.');
    await screen.until('The rest of the note is in ');
    expect(await screen.ended).toBe(0);
    expect(screen.raw().match(/cannot be written/g)).toHaveLength(1);
    const [, path = ''] =
      /The rest of the note is in (\S+?)\.\s/.exec(screen.raw().replace(/\r\n/g, '\n')) ?? [];
    const kept = readFileSync(path, 'utf8');
    rmSync(dirname(path), { recursive: true });
    expect(kept).toContain('`two`: exit status 0, after');
    const plain = open(root, ['--yes', '--note', 'own.md']);
    expect(await plain.ended).toBe(0);
    expect(statSync(join(root, 'own.md')).mode & 0o777).toBe(0o600);
  });

  it('edits a command once, goes back, and copies', async () => {
    const root = book(bash('name=one risk=read', 'echo first') + bash('name=two risk=read', 'echo second'));
    const screen = open(root);
    await screen.until('Enter runs it', 'e\r');
    await screen.until('$ echo first', ' changed\r');
    await screen.until('Enter runs it', '\r');
    await screen.until('first changed\n');
    await screen.until('2/2');
    await screen.until('Enter runs it', 'c\r');
    await screen.until('copied');
    expect(screen.raw()).toContain(`\u001B]52;c;${Buffer.from('echo second').toString('base64')}\u0007`);
    await screen.until('Enter runs it', 'b\r');
    await screen.until('1/2');
    await screen.until('Enter runs it', 'q\r');
    expect(await screen.ended).toBe(0);
  });

  it('says after a failure what was expected and where the runbook says to go', async () => {
    const root = book(
      bash('name=depth risk=read', 'echo 7') +
        output('depth', '0') +
        '<Decision>\n\n- If the output shows more than 0: wait.\n\n</Decision>\n\n## Escalation\n\nCall the night desk.\n',
    );
    const screen = open(root);
    await screen.until('Enter runs it', '\r');
    await screen.until('- 0');
    await screen.until('+ 7');
    await screen.until('did not go as the runbook says');
    await screen.until('more than 0: wait');
    await screen.until('Call the night desk');
    await screen.until('tries again', 'r\r');
    await screen.until('Enter runs it', 's\r');
    expect(await screen.ended).toBe(1);
  });

  it('stops a snippet on Ctrl-C, kills one that does not listen on the second, and leaves the run on the next', async () => {
    const root = book(
      bash('name=polite risk=read', `echo polite; ${sleep(4711)} & ${sleep(4712)}`) +
        bash(
          'name=deaf risk=read',
          `trap "" INT TERM; echo deaf; for i in 1 2 3 4 5 6 7 8 9; do ${sleep(4713)}; done`,
        ),
    );
    const screen = open(root, ['--note', 'note.md']);
    await screen.until('Enter runs it', '\r');
    await screen.until(/^polite/m, '\u0003');
    await screen.until('failed: it was stopped');
    await screen.until('tries again', '\r');
    await screen.until('Enter runs it', '\r');
    await screen.until(/^deaf/m, '\u0003');
    await screen.until('again kills it', '\u0003');
    await screen.until('failed: it was stopped');
    await screen.until('tries again', '\u0003');
    await screen.until('2 failed: polite, deaf');
    expect(await screen.ended).toBe(1);
    expect(processesOf('sleep 471')).toEqual([]);
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toContain('it was stopped');
  });

  it('says at once what was ended with its step, and what will get no terminal', async () => {
    const root = book(
      bash('name=fork risk=read', `${sleep(4751)} &\necho forked`) +
        bash('name=wait risk=read', `${sleep(0)} &\nwait; echo waited`) +
        bash('name=ask risk=read', 'read -r x; echo "got <$x>"'),
    );
    const screen = open(root, ['--note', 'note.md']);
    await screen.until('what `&` starts ends with the step (`sleep`); `background` keeps it');
    await screen.until('Enter runs it', '\r');
    await screen.until('ok: exit status 0');
    await screen.until(`ended with its step: \`${sleep(4751)}\`; \`background\` keeps a step running`);
    await screen.until('Enter runs it', '\r');
    await screen.until(/^waited/m);
    await screen.until('it gets no terminal, which `read` may ask for; `interactive` gives it one');
    await screen.until('Enter runs it', '\r');
    await screen.until('got <>');
    expect(await screen.ended).toBe(0);
    expect(screen.raw().match(/ended with its step/g)).toHaveLength(1);
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toContain('It ended with its step: ');
    expect(processesOf('sleep 475')).toEqual([]);
  });

  it('takes Ctrl-C, or its timeout, at what follows something for its end and no failure', async () => {
    const root = book(
      bash('name=follow risk=read', 'echo begun; tail -f /dev/null') +
        bash('name=until risk=read timeout=300ms', 'tail -f /dev/null') +
        bash('name=own risk=read interactive', 'echo mine; exec tail -f /dev/null'),
    );
    const screen = open(root);
    await screen.until('Enter runs it', '\r');
    await screen.until(/^begun/m, '\u0003');
    await screen.until(/stopped after \d+\.\d s/);
    await screen.until('Enter runs it', '\r');
    await screen.until(/stopped after \d+\.\d s/);
    await screen.until('Enter runs it', '\r');
    await screen.until(/^mine/m, '\u0003');
    await screen.until(/stopped after \d+\.\d s/);
    await screen.until('3 steps run.');
    expect(await screen.ended).toBe(0);
    expect(screen.raw()).not.toContain('failed');
  });

  it('ends what a snippet has left behind, also what has a session of its own', async () => {
    const root = book(
      bash(
        'name=fork risk=read',
        // What has not left the group when the snippet ends is ended with it, and is nothing that was left behind.
        `for i in 1 2 3; do (${sleep(4721)} &); done; read -r < <(setsid sh -c 'echo; exec ${sleep(4722)}'); echo forked`,
      ) +
        bash('name=serve risk=read background', sleep(4723)) +
        bash('name=last risk=read', 'echo last'),
    );
    const screen = open(root, ['--yes']);
    await screen.until('forked');
    await screen.until('serve goes on in the background');
    await screen.until('serve was stopped');
    await screen.until(`ended what a step left behind: ${sleep(4722)}`);
    expect(await screen.ended).toBe(0);
    expect(processesOf('sleep 472')).toEqual([]);
  });

  it('ends its snippets when the terminal goes away', async () => {
    const root = book(bash('name=hang risk=read', `echo hanging; setsid ${sleep(4731)} & ${sleep(4732)}`));
    const screen = open(root);
    await screen.until('Enter runs it', '\r');
    await screen.until(/^hanging/m);
    screen.kill('SIGHUP');
    await screen.ended;
    expect(processesOf('sleep 473')).toEqual([]);
  });

  it('fills the Timeline, and keeps order, last states and long outputs', async () => {
    const root = book(
      bash('name=order risk=read', 'echo o1; echo e1 >&2; echo o2; echo e2 >&2') +
        bash('name=bar risk=read', `printf '10%%\\r'; printf '100%%\\n'`) +
        bash('name=long risk=read', 'seq 1 20000'),
    );
    const screen = open(root, ['--yes', '--note', 'note.md', '--evidence-dir', 'kept']);
    expect(await screen.ended).toBe(0);
    const note = readFileSync(join(root, 'note.md'), 'utf8');
    expect(note).toContain('```text\no1\ne1\no2\ne2\n```');
    expect(note).toContain('```text\n100%\n```');
    const timeline = note.slice(note.indexOf('## Timeline'), note.indexOf('## At the end'));
    const lines = timeline.split('\n').filter((line) => /\d\d:\d\d:\d\d UTC: /.test(line));
    expect(
      lines.map((line) => line.replace(/^.*UTC: /, '').replace(/(, [\d.]+ (s|min).*)? \(.*$/, '')),
    ).toEqual([
      'Began to follow `t/a`.',
      '`order`: ok, exit 0',
      '`bar`: ok, exit 0',
      '`long`: ok, exit 0',
      '`t/a`: 3 steps run.',
    ]);
    const [, path = ''] = /The whole output is in `(.+?)`\./.exec(note) ?? [];
    expect(path).toMatch(/^kept\/\d{8}T\d{6}-long\.txt$/);
    expect(readFileSync(join(root, path), 'utf8').split('\n')).toHaveLength(20_001);
    expect(statSync(join(root, path)).mode & 0o777).toBe(0o600);
  });

  it('goes on where the run of a note was, with its values', async () => {
    const root = book(
      bash('name=one risk=read', 'echo "first $PID"') +
        bash('name=two risk=read', 'test -e ready && echo "second $PID"') +
        bash('name=three risk=read', 'echo third'),
    );
    const first = open(root, ['--yes', '--set', 'PID=12', '--note', 'note.md']);
    await first.until('tries again', 'q\r');
    expect(await first.ended).toBe(1);
    writeFileSync(join(root, 'ready'), '');
    const run = [process.execPath, PROGRAM, 'run', '--resume', 'note.md', '--yes'];
    const second = openScreen(run, { folder: root });
    await second.until('Goes on at 2/3 two, as note.md has it: 1 done, 0 skipped.');
    await second.until('second 12');
    await second.until('2 steps run.');
    expect(await second.ended).toBe(0);
    expect(second.raw()).not.toContain('first 12');
    const third = openScreen(run, { folder: root });
    await third.until('nothing is left to run');
    expect(await third.ended).toBe(0);
    const note = readFileSync(join(root, 'note.md'), 'utf8');
    expect(note.match(/^## Steps of t\/a, run /gm)).toHaveLength(2);
    expect(note).toContain('`PID=12 (note)`');
    const none = openScreen([...run.slice(0, 4), 'other.md'], { folder: root });
    await none.until('--resume: there is no file `other.md`.');
    expect(await none.ended).toBe(2);
  });

  it.each([
    ['SIGTERM', 'opsbook was ended while it ran (SIGTERM', '**cut off**'],
    ['SIGHUP', 'opsbook was ended while it ran (SIGHUP', '**cut off**'],
    ['SIGKILL', '`hang`: no end was written. What it printed until then:', 'Began to follow'],
  ])('has what a step printed until %s in its note', async (signal, said, entry) => {
    const root = book(bash('name=hang risk=read', `echo "so far $((40 + 2))"; ${sleep(4761)}`));
    const screen = open(root, ['--yes', '--note', 'note.md']);
    const read = (): string => readFileSync(join(root, 'note.md'), 'utf8');
    await screen.until(/^so far 42/m);
    // What is killed cannot write any more: only then the test waits for what is written while a step runs.
    if (signal === 'SIGKILL') while (!read().includes('so far 42')) await new Promise(setImmediate);
    screen.kill(signal);
    await screen.ended;
    // What is killed cannot end its step either.
    if (signal === 'SIGKILL') endProcessesOf(sleep(4761));
    const note = read();
    expect(note).toContain(said);
    expect(note).toContain('```text\nso far 42\n```');
    expect(note.slice(note.indexOf('## Timeline'))).toContain(entry);
  });

  it('gives a snippet that reads nothing to read, and one that is interactive the terminal', async () => {
    const root = book(
      bash('name=reads risk=read', 'read -r line; echo "got <$line>"; true') +
        bash('name=talks risk=read interactive', 'echo listening; read -r line; echo "heard <$line>"; tty'),
    );
    const screen = open(root);
    await screen.until('Enter runs it', '\r');
    await screen.until('got <>');
    await screen.until('Enter runs it', '\r');
    await screen.until(/^listening/m, 'a word\r');
    await screen.until('heard <a word>');
    await screen.until('/dev/');
    expect(await screen.ended).toBe(0);
  });

  const talks = (more: string): string =>
    bash(
      'name=talks risk=read interactive',
      `read -rsp "Password: " word; echo; echo "heard \${#word}"; ${more}; kept=$SHELL; cd /; test -t 0 && test -t 2`,
    ) + bash('name=after risk=read', 'echo "in $PWD, $kept"');
  const SCREEN = String.raw`printf '\033[?1049hthe screen\033[?1049l\033[31mred\033[m 10%%\r100%%\n'`;

  it('records what an interactive step shows, but for a password and whole screens', async () => {
    const root = book(talks(SCREEN));
    const screen = open(root, ['--note', 'note.md'], { SHELL: "/bin/o'dd" });
    await screen.until('Enter runs it', '\r');
    await screen.until('Password: ', 'swordfish\r');
    await screen.until('heard 9');
    await screen.until('ok: exit status 0');
    await screen.until('Enter runs it', '\r');
    await screen.until("in /, /bin/o'dd");
    expect(await screen.ended).toBe(0);
    const note = readFileSync(join(root, 'note.md'), 'utf8');
    expect(note).toContain('```text\nPassword: \nheard 9\n\n[a program on the whole screen]\n100%\n```');
    expect(note).not.toMatch(/swordfish|Script (?:started|done)|COMMAND/);
    expect(screen.raw()).not.toMatch(/Script (?:started|done)/);
  });

  it('says where nothing records it: another `script` is none of util-linux', async () => {
    const root = book(talks(SCREEN), { 'bin/script': '#!/bin/sh\necho "usage: script [file]"\n' });
    chmodSync(join(root, 'bin/script'), 0o755);
    const screen = open(root, ['--note', 'note.md'], {
      PATH: `${join(root, 'bin')}:${process.env['PATH'] ?? ''}`,
    });
    await screen.until('Enter runs it', '\r');
    await screen.until('Password: ', 'swordfish\r');
    await screen.until('Enter runs it', '\r');
    expect(await screen.ended).toBe(0);
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toContain(
      'Run in the terminal: its output was not recorded, for want of `script` of util-linux.',
    );
  });

  it.each([
    ['Ctrl-C', 'tail -f /dev/null', '\u0003', /stopped after/, 'was stopped'],
    [
      'its time',
      'trap "echo asked to stop; exit" INT; for i in $(seq 99999); do sleep 0.1; done',
      undefined,
      /failed: /,
      'asked to stop',
    ],
    ['a failure', 'echo gone; (exit 7)', undefined, /failed: exit status 7/, 'gone'],
  ])('ends an interactive step that is recorded by %s', async (_, code, keys, shown, noted) => {
    const root = book(bash('name=talks risk=read interactive timeout=900ms', `echo mine; ${code}`));
    const screen = open(root, ['--note', 'note.md', '--yes']);
    await screen.until(/^mine/m, keys);
    await screen.until(shown);
    if (keys === undefined) await screen.until('Enter goes on', 'q\r');
    await screen.ended;
    expect(readFileSync(join(root, 'note.md'), 'utf8')).toContain(noted);
  });

  it('keeps little of a flood, and nothing of it that acts on a terminal', async () => {
    const root = book(
      bash('name=flood risk=read', 'echo begin; yes "a line of the flood" | head -c 20000000; echo the-end') +
        bash(
          'name=binary risk=read',
          String.raw`head -c 20000 /dev/urandom; printf '\033]0;title\007\033[2Jclean\033[31m red\n'`,
        ),
    );
    const screen = open(root, ['--note', 'note.md', '--yes']);
    await screen.until('the-end');
    await screen.until('clean red');
    expect(await screen.ended).toBe(0);
    const note = readFileSync(join(root, 'note.md'), 'utf8');
    expect(note.length).toBeLessThan(300_000);
    expect(note).toContain('begin\na line of the flood');
    expect(note).toMatch(/… \d{8} characters left out …/);
    expect(note).toContain('the-end');
    expect(note).toContain('clean red');
    // Nothing but tab and newline acts on a terminal.
    expect(note).not.toMatch(/[\u0000-\u0008\u000B-\u001F\u007F-\u009F]/);
    expect(screen.raw()).not.toContain('\u001B]0;title');
  });

  it('gives the terminal back as it was, after a snippet that left it without echo', async () => {
    const root = book(bash('name=raw risk=read interactive', 'stty raw -echo; echo broken'));
    const run = [process.execPath, PROGRAM, 'run', 't/a', '--yes'].join(' ');
    const screen = openScreen(['bash', '-c', `${run}; stty -a | grep -o -- ' -\\?echo \\| -\\?icanon'`], {
      folder: root,
    });
    await screen.until('1 step run.');
    await screen.ended;
    expect(screen.raw()).toMatch(/ icanon[^]* echo/);
  });
});
