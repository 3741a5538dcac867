import { describe, expect, test } from 'vitest';
import { fence, lintForeign as lint } from './lint-foreign.ts';

describe('advice that fits the fault', () => {
  test.each<[string, string, string[]]>([
    [
      'a prompt of another kind',
      fence('sh', '(venv) > pip install mkdocs'),
      ['4 warning Remove the prompt `(venv) >`, or call this fence `console`: no shell reads it.'],
    ],
    [
      'a line of dashes between documents',
      fence('yaml', 'a:\n  b: 1\n---------\nc: 2'),
      ['6 warning Write `---` here: three dashes, no more, part two documents.'],
    ],
    [
      'a key where a value belongs',
      fence('yaml', '- name: a\n  fail: msg: not supported'),
      [
        '5 error Put quotes around this value, or `msg:` on a line of its own below its key: a colon and a space start another mapping.',
      ],
    ],
    [
      'a name between backticks',
      fence('sh', 'ansible-playbook a.yaml -t `pgsql`'),
      [
        '4 warning Remove the backticks around `pgsql`: a shell runs what stands between them, and knows no such command.',
      ],
    ],
    [
      'a command that is mistyped',
      fence('sh', 'kubctl get pods -A'),
      ['4 warning Check `kubctl`: no such command is known. Did you mean `kubectl`?'],
    ],
    [
      'a flag that several subcommands have',
      fence('sh', 'docker pull a:1 --no-cache'),
      ['4 warning Remove or replace `--no-cache`: it is a flag of other subcommands, not of `docker pull`.'],
    ],
    [
      'a flag that one subcommand has',
      fence('sh', 'kubectl get pods --replicas 3'),
      ['4 warning Remove or replace `--replicas`: it is a flag of `kubectl scale`, not of `kubectl get`.'],
    ],
    [
      'a subcommand that is not there',
      fence('sh', 'kubectl create daemonset web --image=a'),
      ['4 warning Replace `daemonset`: `kubectl create` has no such subcommand.'],
    ],
    [
      'a subcommand that is mistyped',
      fence('sh', 'kubectl create deploymnt web --image=a'),
      ['4 warning Replace `deploymnt`: `kubectl create` has no such subcommand. Did you mean `deployment`?'],
    ],
    ['flags of a plugin', fence('sh', "helm unittest -f 'a.yaml' chart"), []],
    ['a language of another kind', fence('saml', '<a/>'), []],
    [
      'a language that is mistyped',
      fence('ymal', 'a: 1'),
      [
        '3 warning Change the language `ymal`: no language has that name, so nothing judges, colours or runs this; `text` is for plain text. Did you mean `yaml`?',
      ],
    ],
    ['a query, and what it tells', fence('promql', 'up == 0 → the server is down'), []],
    [
      'a query that is not closed',
      fence('promql', 'rate(up[5m] → a rate'),
      ['4 warning Fix this PromQL: the query ends where `)` is expected.'],
    ],
    [
      'a server of a variable',
      fence('sh', 'kenv=a\nargocd app list --server <server-of-${kenv}>\n\nls -l'),
      [],
    ],
    ['a part as it was, and is to be', fence('yaml', '# Before:\nurl: a\nurl: b\n\n# After:\nurl: c'), []],
    ['one way against the other', fence('yaml', 'a:\n  b: 1 # fast\n  # vs.\n  b: 2'), []],
    [
      'a key that is there twice',
      fence('yaml', 'a:\n  b: 1 # fast\n  # slow\n  b: 2'),
      ['7 error Remove the second `b`: it is already given above.'],
    ],
    [
      'another notation, its colons in a column',
      fence('yaml', 'template: a\n      on: system.cpu\n  lookup: average'),
      [],
    ],
    [
      'expressions of another system',
      fence('yaml', 'warn: ($status < $WARNING) ? ($this > 80) : ($this > 50)'),
      [],
    ],
    [
      'a key that stands too deep',
      fence('yaml', 'tls:\n  key: a\n    crt: b'),
      [
        '5 error Indent the line below like this one, or take this value out: a key holds a value or the lines below it.',
      ],
    ],
    ['spaces of a drawing', fence('mermaid', 'graph TD\n\u00a0 A-->B'), []],
    [
      'spaces of a file',
      fence('ini', '[a]\nb\u00a0= 1'),
      ['5 warning Write ` `: there is a space of another kind here (U+00A0).'],
    ],
  ])('%s', async (_, text, said) =>
    expect((await lint(text)).filter((one) => !one.includes('Declare what'))).toEqual(said),
  );
});
