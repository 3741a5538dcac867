import { describe, expect, test } from 'vitest';
import { readHelp } from '../../src/shell/specs/help.ts';
import { formatFlags } from '../../src/shell/specs/spec.ts';

/** How the libraries that command lines are made with print their help: the text, its flags, its subcommands. */
const HELP: Readonly<Record<string, readonly [text: string, flags: string, subcommands: string]>> = {
  argparse: [
    `usage: shipit [-h] [--verbose] [--config FILE] {deploy,status} ...

Ship things

positional arguments:
  {deploy,status}
    deploy              Deploy a service
    status              Show status

options:
  -h, --help            show this help message and exit
  --verbose
  --config FILE, -c FILE
                        Config file
  --mode {fast,slow}    Mode
  --tag TAG [TAG ...]   tags
`,
    '-h,--help --verbose --config,-c= --mode= --tag=',
    'deploy status',
  ],
  'cobra, where the longest name has one blank after it': [
    `Usage:
  pod [command]

Available Commands:
  attach      Attach to a container
  auto-update Auto update containers
  build       Build an image

Options:
  -c, --connection string   Where
`,
    '-c,--connection=',
    'attach auto-update build',
  ],
  'kingpin, which writes the whole path of each command': [
    `usage: tool <command> [<args> ...]

Flags:
  -h, --[no-]help   Show help.

Commands:
help [<command>...]
    Show help.

check config [<flags>] <files>...
    Check the files.

check healthy
    Is it up?

query --match=MATCH [<flags>] <server>
    Ask.
`,
    '-h,--help,--no-help',
    'help check query',
  ],
  'PostgreSQL, where a flag may be left out': [
    `Usage:
  pg_x [OPTION]... [DATADIR]

Options:
 [-D, --pgdata=]DATADIR    data directory
  -c, --check              check
`,
    '-D,--pgdata= -c,--check',
    '',
  ],
  click: [
    `Usage: shipit [OPTIONS] COMMAND [ARGS]...

Options:
  --env [prod|staging]   Where.  [required]
  --retries INTEGER      How often.
  -v, --verbose / -q, --quiet  Loud
  --help                 Show this message and exit.

Commands:
  deploy  Deploy a service.
  status  Show it.
`,
    '--env= --retries= -v,--verbose,-q,--quiet --help',
    'deploy status',
  ],
  cobra: [
    `Ship things

Usage:
  shipit [command]

Available Commands:
  completion  Generate the autocompletion script for the specified shell
  deploy      Deploy a service
  help        Help about any command

Flags:
      --config string      config file (default is $HOME/.shipit.yaml)
  -h, --help               help for shipit
      --timeout duration   how long
  -t, --toggle             Help message for toggle
      --labels strings     x

Use "shipit [command] --help" for more information about a command.
`,
    '--config= -h,--help --timeout= -t,--toggle --labels=',
    'completion deploy help',
  ],
  commander: [
    `Usage: shipit [options] [command]

Options:
  -V, --version             output the version number
  -e, --env <name>          where
  --no-color                no colours
  --tags [tags...]          tags
  -h, --help                display help for command

Commands:
  deploy [options] <service>  deploy a service
  status|st                   status
  help [command]              display help for command
`,
    '-V,--version -e,--env= --no-color --tags=? -h,--help',
    'deploy status help',
  ],
  yargs: [
    `shipit <command>

Commands:
  shipit deploy <service>  deploy a service
  shipit status            status   [aliases: st]

Options:
      --version  Show version number                                   [boolean]
  -e, --env      where                                     [string] [required]
      --count    how many                                   [number] [default: 1]
      --help     Show help                                             [boolean]
`,
    '--version -e,--env= --count= --help',
    'deploy status',
  ],
  clap: [
    `Ships things

Usage: shipit [OPTIONS] <COMMAND>

Commands:
  deploy  Deploy a service
  status  Show status
  help    Print this message or the help of the given subcommand(s)

Options:
  -c, --config <FILE>  Config file
  -v, --verbose...     More
      --color <WHEN>   [default: auto] [possible values: auto, never]
  -h, --help           Print help
`,
    '-c,--config= -v,--verbose --color= -h,--help',
    'deploy status help',
  ],
  "Go's flag package": [
    `Usage of shipit:
  -env string
    	where
  -n int
    	how many (default 3)
  -verbose
    	talk
`,
    '-env= -n= -verbose',
    '',
  ],
  'a script of one’s own': [
    `Usage: shipit <command> [options]

Commands:
  deploy <service>   Deploy a service
  status             Show status
  logs               Logs

Options:
  --env ENV     environment
  -f, --force   force
`,
    '--env= -f,--force',
    'deploy status logs',
  ],
  'urfave/cli': [
    `NAME:
   shipit - ships

USAGE:
   shipit [global options] command [command options] [arguments...]

COMMANDS:
   deploy, d  Deploy
   status     Show status
   help, h    Shows a list of commands or help for one command

GLOBAL OPTIONS:
   --env value, -e value  where (default: "prod")
   --force                force (default: false)
   --help, -h             show help
`,
    '--env,-e= --force --help,-h',
    'deploy status help',
  ],
  'a usage line alone': [
    `usage: shipit [--env ENV] [-f|--force] deploy|status <service>
`,
    '--env= -f,--force',
    'deploy status',
  ],
  git: [
    `usage: git [-v | --version] [-h | --help] [-C <path>] [-c <name>=<value>]
           <command> [<args>]

These are common Git commands used in various situations:

start a working area (see also: git help tutorial)
   clone     Clone a repository into a new directory
   init      Create an empty Git repository
`,
    '-v,--version -h,--help -C= -c=',
    'clone init',
  ],
  npm: [
    `npm <command>

Usage:

npm install        install all the dependencies in your project

All commands:

    access, adduser, audit,
    bugs, cache, ci

Specify configs in the ini-formatted file
`,
    '',
    'access adduser audit bugs cache ci',
  ],
  openssl: [
    `help:

Standard commands
asn1parse         ca                ciphers
cmp               cms               crl

Message Digest commands (see the \`dgst' command for more details)
`,
    '',
    'asn1parse ca ciphers cmp cms crl',
  ],
  'an optional value': [
    `Usage: shipit [options]

Options:
  --since[=<ref>]   from there on
  --sign[=KEY]      sign
`,
    '--since=? --sign=?',
    '',
  ],
  oclif: [
    `Ship

VERSION
  shipit/1.0

USAGE
  $ shipit [COMMAND]

TOPICS
  env  manage

COMMANDS
  deploy  Deploy
  env:list  List
`,
    '',
    'deploy env:list',
  ],
};

describe('a tool says of itself what it takes', () => {
  test.each(Object.entries(HELP))('in the way of %s', (_, [text, flags, subcommands]) => {
    const help = readHelp(text, 'shipit');
    expect([formatFlags(help.flags), help.subcommands.join(' ')]).toEqual([flags, subcommands]);
  });

  test('in colours, in bold, and with the line endings of Windows', () => {
    const text =
      'Commands:\r\n  \u001b[1mdeploy\u001b[0m  Deploys it\r\n\r\nOptions:\r\n  -\b-v\bv  talk\r\n';
    expect(readHelp(text)).toEqual({ flags: [{ names: ['-v'], takes: 'nothing' }], subcommands: ['deploy'] });
  });

  test('not at all, where a text is no help', () => {
    expect(readHelp('shipit: unknown option --help\n')).toEqual({ flags: [], subcommands: [] });
  });
});
