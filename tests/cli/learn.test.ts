import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { main } from '../../src/cli/main.ts';

const SETTINGS = 'site: { title: Shop }   # ours\n';
/** A tool as a team writes one; it notes how it was called. */
const SHIPIT = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
case "$1" in
  --help) printf 'Commands:\\n  deploy  Deploys\\n  status  Shows\\n  mute  Says nothing\\n  hang  Waits\\n\\nOptions:\\n  -c, --config FILE  where\\n';;
  deploy) printf 'Options:\\n  --env ENV  where to\\n  -c, --config FILE  where\\n';;
  status) printf 'Options:\\n  --all  everything\\n' >&2; exit 3;;
  hang) exec sleep 60;;
esac
`;

describe('opsbook learn', () => {
  let root: string;
  let folder: string;
  const file = (name: string): string => join(root, name);
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'opsbook-learn-'));
    folder = root;
    writeFileSync(file('opsbook.yaml'), SETTINGS);
    tool('shipit', SHIPIT);
    tool('silent', '#!/bin/sh\nexit 0\n');
    tool('endless', '#!/bin/sh\nwhile :; do :; done\n');
    writeFileSync(
      file('page.md'),
      '# Ship\n\n```bash\nshipit deploy --evn prod\nshipit status --env prod\nshipit mute --any\n```\n',
    );
  });
  afterEach(() => rmSync(root, { recursive: true }));

  function tool(name: string, text: string): void {
    writeFileSync(file(name), text);
    chmodSync(file(name), 0o755);
  }

  async function run(...argv: readonly string[]) {
    let out = '';
    let said = '';
    const [command = '', ...rest] = argv;
    const status = await main([command, '--root', root, ...rest], {
      folder,
      hasColour: false,
      isInteractive: false,
      environment: {},
      print: (text) => void (out += text),
      warn: (text) => void (said += text),
      readInput: () => Promise.resolve(''),
      interrupted: () => new Promise(() => {}),
    });
    return { status, out: out.replaceAll(root, '<book>'), said };
  }

  it("writes down what a tool's help says, and what that of its subcommands says", async () => {
    expect(await run('learn', './shipit', 'deploy', 'status')).toEqual({
      status: 0,
      out: '<book>/opsbook.yaml: `shipit` is declared under `commands:`.\n',
      said:
        'Asking: ./shipit --help\nAsking: ./shipit deploy --help\nAsking: ./shipit status --help\n' +
        'shipit: 1 flag, 4 subcommands, 2 of them with their own flags.\n',
    });
    expect(readFileSync(file('opsbook.yaml'), 'utf8')).toBe(
      `${SETTINGS}commands:
  shipit:
    completeness: open
    flags:
      - -c,--config=
    subcommands:
      deploy:
        flags:
          - --env=
      status:
        flags:
          - --all
      mute: {}
      hang: {}
`,
    );
  });

  it('runs nothing but --help', async () => {
    // All but one answer at once, however busy the machine is.
    await run('learn', './shipit', '--timeout', '5');
    expect(readFileSync(file('calls'), 'utf8')).toBe(
      '--help\ndeploy --help\nstatus --help\nmute --help\nhang --help\n',
    );
  });

  it('asks the tool alone when told to', async () => {
    await run('learn', './shipit', '--shallow');
    expect(readFileSync(file('calls'), 'utf8')).toBe('--help\n');
  });

  it('lets lint judge by what was learnt', async () => {
    await run('learn', './shipit', 'deploy', 'status');
    writeFileSync(file('opsbook.yaml'), `runbooks: .\n${readFileSync(file('opsbook.yaml'), 'utf8')}`);
    const { out } = await run('lint', '--rule', 'command-known', '--format', 'json');
    const findings = JSON.parse(out) as { message: string }[];
    expect(findings.map(({ message }) => message)).toEqual([
      'Replace `--evn`: `shipit deploy` has no such flag. Did you mean `--env`? Not all that `shipit` takes is known.',
      'Remove or replace `--env`: it is a flag of `shipit deploy`, not of `shipit status`. Not all that `shipit` takes is known.',
    ]);
    expect(JSON.parse(out)).toMatchObject([{ level: 'warning' }, { level: 'warning' }]);
  });

  it('makes what is not in a whole help an error', async () => {
    await run('learn', './shipit', 'deploy', '--whole');
    writeFileSync(file('opsbook.yaml'), `runbooks: .\n${readFileSync(file('opsbook.yaml'), 'utf8')}`);
    const { out } = await run('lint', '--rule', 'command-known', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject([
      { level: 'error', message: 'Replace `--evn`: `shipit deploy` has no such flag. Did you mean `--env`?' },
    ]);
  });

  it('follows a shortened help to the whole one', async () => {
    tool(
      'brief',
      '#!/bin/sh\n[ "$2" = all ] && printf "Options:\\n  --rare  x\\n" || printf "Options:\\n  --usual  x\\nUse --help all for every option.\\n"\n',
    );
    const { out } = await run('learn', './brief', '--dry-run');
    expect(out).toBe(
      'commands:\n  brief:\n    completeness: open\n    flags:\n      - --usual\n      - --rare\n',
    );
  });

  it('says where opsbook itself knows better, and where a tool only runs a script', async () => {
    const known = await run('learn', 'kubectl');
    expect([known.status, known.out]).toEqual([
      0,
      expect.stringMatching(
        /^opsbook knows all that `kubectl` takes \(version [\d.]+, read [\d-]+\): nothing is declared\./,
      ),
    ]);
    expect((await run('learn', 'sudo')).out).toBe(
      '`sudo` carries another command, which is judged by itself. Nothing is declared.\n',
    );
    expect((await run('learn', 'bash')).out).toBe(
      '`bash` runs a script: what stands after the script is not its own. Nothing is declared.\n',
    );
  });

  it('keeps what somebody declared by hand, and changes nothing the second time', async () => {
    writeFileSync(
      file('opsbook.yaml'),
      'commands:\n  shipit: { flags: [--secret-flag], subcommands: [plugin] }\n',
    );
    await run('learn', './shipit', 'deploy');
    const once = readFileSync(file('opsbook.yaml'), 'utf8');
    expect(once).toContain('- --secret-flag');
    expect(once).toContain('plugin: {}');
    expect((await run('learn', './shipit', 'deploy')).out).toBe(
      '<book>/opsbook.yaml: `shipit` was declared like this already.\n',
    );
    expect(readFileSync(file('opsbook.yaml'), 'utf8')).toBe(once);
  });

  it('shows what it would write, and writes nothing', async () => {
    const { status, out } = await run('learn', './shipit', '--shallow', '--dry-run');
    expect([status, out]).toEqual([
      0,
      'commands:\n  shipit:\n    completeness: open\n    flags:\n      - -c,--config=\n    subcommands:\n      deploy: {}\n      status: {}\n      mute: {}\n      hang: {}\n',
    ]);
    expect(readFileSync(file('opsbook.yaml'), 'utf8')).toBe(SETTINGS);
  });

  it.each<[string, readonly string[], number, string]>([
    [
      'a tool that is not there',
      ['no-such-tool'],
      2,
      '`no-such-tool` cannot be started: no program of that name is on the PATH. One of the book is asked by its path, as in ./bin/no-such-tool; node_modules/.bin does not count as PATH.',
    ],
    [
      'a tool that says nothing',
      ['./silent'],
      1,
      '`./silent --help` printed no flags and no subcommands that could be read.',
    ],
    [
      'a tool that does not end',
      ['./endless', '--timeout', '0.2'],
      1,
      '`./endless --help` did not end within 0.2 s and was ended.',
    ],
    ['no tool', [], 2, 'say which tool to learn: opsbook learn shipit.'],
    ['what is no name', ['sh', '--', '-c'], 2, '`-c` is not the name of a tool or a subcommand.'],
    [
      'a time that is none',
      ['./shipit', '--timeout', 'long'],
      2,
      '--timeout takes seconds up to 600, not `long`.',
    ],
  ])('says what is wrong with %s', async (_, words, status, message) => {
    const given = await run('learn', ...words);
    expect(given.status).toBe(status);
    expect(given.said).toContain(`opsbook: ${message}\n`);
    expect(readFileSync(file('opsbook.yaml'), 'utf8')).toBe(SETTINGS);
  });

  it('says what to do in a folder that is no book', async () => {
    rmSync(file('opsbook.yaml'));
    const { status, said } = await run('learn', './shipit');
    expect([status, said.replaceAll(root, '<book>')]).toEqual([
      2,
      'opsbook: there is no opsbook.yaml in <book>. An empty file of that name makes it a book.\n',
    ]);
  });

  describe('of a cluster', () => {
    const KUBECTL = `#!/bin/sh
echo "$@" >> "$(dirname "$0")/calls"
case "$*" in
  *'get namespaces -o name') printf 'namespace/payments\\nnamespace/empty\\n';;
  *payments*) printf 'service/api\\ndeployment.apps/api\\n';;
  *empty*) echo 'No resources found in empty namespace.' >&2;;
  *) echo 'error: You must be logged in to the server' >&2; exit 1;;
esac
`;
    let before: string | undefined;
    beforeEach(() => {
      tool('kubectl', KUBECTL);
      before = process.env['PATH'];
      process.env['PATH'] = `${root}:${before ?? ''}`;
    });
    afterEach(() => {
      process.env['PATH'] = before;
    });

    it('saves the names, by nothing but `get … -o name`, and prints each call', async () => {
      const { status, out, said } = await run('learn', 'cluster', '--context', 'live');
      expect([status, out]).toEqual([0, 'live.cluster.yaml: 2 namespaces, 2 names.\n']);
      expect(readFileSync(file('live.cluster.yaml'), 'utf8')).toContain(
        'namespaces:\n  payments:\n    - deployment.apps/api\n    - service/api\n  empty: []\n',
      );
      const calls = readFileSync(file('calls'), 'utf8').trim().split('\n');
      expect(calls).toHaveLength(3);
      for (const call of calls) {
        expect(call).toMatch(/^--context live (--namespace \S+ )?get [a-z,]+ -o name$/);
        expect(said).toContain(`Asking: kubectl ${call}\n`);
      }
    });

    it('asks only for the namespaces that are named, and writes nothing in a dry run', async () => {
      const { status, out } = await run('learn', 'cluster', 'payments', '--dry-run');
      expect([status, out]).toEqual([0, expect.stringContaining('  payments:\n    - deployment.apps/api\n')]);
      expect(readFileSync(file('calls'), 'utf8').trim().split('\n')).toHaveLength(1);
      expect(() => readFileSync(file('live.cluster.yaml'))).toThrow();
    });

    it('says what kubectl said where it gave no names', async () => {
      const { status, said } = await run('learn', 'cluster', 'other');
      expect([status, said]).toEqual([
        1,
        expect.stringContaining(
          'opsbook: kubectl gave no names: error: You must be logged in to the server\n',
        ),
      ]);
    });

    it('keeps nothing of an answer that is no name, and says so', async () => {
      const odd = [
        'namespace/--all',
        'namespace/a_b',
        'namespace/a\\033[31m',
        'pod/$(id)',
        'x',
        'namespace/ok',
      ];
      tool('kubectl', `#!/bin/sh\necho "$@" >> "$(dirname "$0")/calls"\nprintf '${odd.join('\\n')}\\n'\n`);
      const { out, said } = await run('learn', 'cluster', '--dry-run');
      expect(out.split('\n').slice(1)).toEqual(
        'namespaces:\n  ok:\n    - namespace/a_b\n    - namespace/ok\n'.split('\n'),
      );
      expect(said).toContain('opsbook: 4 lines left out, no name: namespace/--all\n');
      expect(said).not.toContain('\u001b');
      expect(readFileSync(file('calls'), 'utf8').split('\n')).toHaveLength(3);
    });

    it.each(['.', '', 'bin', './node_modules/.bin'])(
      'starts no kubectl of the book by "%s" in PATH',
      async (place) => {
        mkdirSync(join(root, place), { recursive: true });
        tool(join(place, 'kubectl'), KUBECTL);
        process.env['PATH'] = `${place === './node_modules/.bin' ? join(root, place) : place}:/nowhere`;
        const { status, said } = await run('learn', 'cluster');
        expect([status, said]).toEqual([
          2,
          expect.stringContaining('kubectl cannot be started: it is not on'),
        ]);
        expect(() => readFileSync(join(root, place, 'calls'))).toThrow('ENOENT');
      },
    );

    it('runs where whoever asks stands: a relative KUBECONFIG is no file of the book', async () => {
      tool('kubectl', '#!/bin/sh\necho "namespace/$(basename "$PWD")"\n');
      const elsewhere = mkdtempSync(join(tmpdir(), 'elsewhere'));
      folder = elsewhere;
      const { out } = await run('learn', 'cluster', 'a', '--dry-run');
      rmSync(elsewhere, { recursive: true });
      expect(out).toContain('- namespace/elsewhere');
    });

    it.each([
      [['learn', 'cluster', '--', '-A'], '`-A` is not the name of a'],
      [['learn', 'cluster', '--file', '../x.cluster.yaml'], '--file takes a place in the book'],
      [['learn', 'cluster', 'A.b'], '`A.b` is not the name of a namespace'],
      [['learn', 'cluster', '--context=--x'], '--context takes a name'],
      [['learn', 'cluster', '--file', 'x.yaml'], '--file takes a name that ends in `.cluster.yaml`'],
      [['learn', 'shipit', '--file', 'x.cluster.yaml'], '--context and --file go with opsbook learn cluster'],
    ])('%j is wrong usage', async (argv, message) => {
      const { status, said } = await run(...argv);
      expect([status, said]).toEqual([2, expect.stringContaining(message)]);
    });
  });
});
