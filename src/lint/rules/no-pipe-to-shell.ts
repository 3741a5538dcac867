import { programName } from '../../shell/unwrap.ts';
import { listInvocations } from '../../shell/invocations.ts';
import type { Invocation } from '../../shell/invocations.ts';
import type { Command, Range, Script } from '../../shell/script.ts';
import type { Rule } from '../rule.ts';
import { listCommands } from '../shell-snippets.ts';

const FETCHERS = new Set(['curl', 'wget', 'http', 'fetch']);
const RUNNERS = new Set([
  'bash',
  'sh',
  'zsh',
  'dash',
  'ksh',
  'python',
  'python3',
  'perl',
  'ruby',
  'node',
  'eval',
  'source',
  '.',
]);

export const noPipeToShell: Rule = {
  id: 'no-pipe-to-shell',
  summary: 'Look at a script before running it',
  level: 'warning',
  check({ page, facts }, report) {
    for (const { script, place } of listCommands(page, facts)) {
      for (const { fetcher, runner, range } of blindRuns(script)) {
        report(`Save and read what \`${fetcher}\` fetches before \`${runner}\` runs it.`, place(range));
      }
    }
  },
};

interface BlindRun {
  readonly fetcher: string;
  readonly runner: string;
  readonly range: Range;
}

function blindRuns(script: Script): readonly BlindRun[] {
  // A command that carries others runs the last one.
  const runners = new Map(listInvocations(script).map((one) => [one.command, one]));
  return [
    ...script.pipelines.flatMap((pipeline) => piped(script, pipeline, runners)),
    ...substituted(script),
  ];
}

function piped(
  script: Script,
  pipeline: readonly number[],
  runners: ReadonlyMap<Command, Invocation>,
): readonly BlindRun[] {
  const commands = pipeline.flatMap((at) => script.commands[at] ?? []);
  const [first, last] = [commands[0], commands.at(-1)];
  const fetcher = programName(first?.words[0]);
  const runner = last && runners.get(last);
  if (!first || !last || !runner || !FETCHERS.has(fetcher) || !RUNNERS.has(runner.name)) return [];
  // `curl … | python3 -m json.tool` and `| sh script.sh` run something else, and read what was fetched.
  const runsInput = runner.words.slice(1).every(({ value }) => /^-(?!c$|m$|e$)/.test(value));
  return runsInput
    ? [{ fetcher, runner: runner.name, range: { start: first.range.start, end: last.range.end } }]
    : [];
}

/** `bash <(curl …)`, `sh -c "$(curl …)"`, `eval "$(wget …)"`. */
function substituted(script: Script): readonly BlindRun[] {
  const fetching = script.commands.filter(
    ({ depth, words }) => depth > 0 && FETCHERS.has(programName(words[0])),
  );
  return script.commands.flatMap(({ words, range, depth }) => {
    const runner = programName(words[0]) === 'sudo' ? programName(words[1]) : programName(words[0]);
    if (!RUNNERS.has(runner)) return [];
    const inner = fetching.find(
      (other) => other.depth > depth && other.range.start > range.start && other.range.end <= range.end,
    );
    return inner ? [{ fetcher: programName(inner.words[0]), runner, range }] : [];
  });
}
