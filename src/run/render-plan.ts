import type { Runbook } from '../runbook/read/parse.ts';
import { printable } from '../runbook/words/printable.ts';
import { sayUnfit } from '../shell/put-values.ts';
import { MASK, maskText } from './mask.ts';
import type { Leave } from './question.ts';
import { questionFor } from './question.ts';
import type { Step, Way } from './plan.ts';
import { shownStep } from './shown-step.ts';
import type { GivenValue } from './given-values.ts';

export interface PlanShown {
  readonly runbook: Runbook;
  readonly steps: readonly Step[];
  readonly values: ReadonlyMap<string, GivenValue>;
  readonly leave: Leave;
}

/** What a run would do, step by step, for somebody who wants to know before; nothing is run. */
export function renderPlan(shown: PlanShown): string {
  const { runbook, steps, values } = shown;
  const head = [
    `${runbook.title} (${runbook.id}): ${steps.length} ${steps.length === 1 ? 'step' : 'steps'}`,
    '',
  ];
  return [
    ...head,
    ...valueLines(steps, runbook, values),
    ...steps.flatMap((step, index) => stepLines(step, index, shown)),
  ].join('\n');
}

/** The values of the steps: others of the runbook are not asked for either. */
function valueLines(
  steps: readonly Step[],
  { params }: Runbook,
  values: ReadonlyMap<string, GivenValue>,
): string[] {
  const used = new Set(steps.flatMap((step) => step.params));
  const needed = new Set(steps.flatMap((step) => step.needed));
  const wanted = params.filter(({ name }) => needed.has(name) || (used.has(name) && values.has(name)));
  if (wanted.length === 0) return [];
  const secrets = params.flatMap(({ name, isSecret }) => (isSecret ? (values.get(name)?.value ?? []) : []));
  const lines = wanted.map(({ name, isSecret, description }) => {
    const given = values.get(name);
    if (!given) return `  ${name}: to be asked for. ${description}`;
    return `  ${name}=${isSecret ? MASK : printable(maskText(given.value, secrets))} (${given.source})`;
  });
  return ['Values', ...lines, ''];
}

/** A step with the text that would be run: what is known by now stands in it wherever a run would write it there. */
function stepLines(step: Step, index: number, { runbook, values, leave }: PlanShown): string[] {
  const { name, snippet, section, risk, because } = step;
  const { params } = runbook;
  const plain = new Map([...values].map(([known, { value }]) => [known, value]));
  const { code, via, unfit } = shownStep(step, { params, values: plain });
  const way = step.way.kind === 'pipe' ? { ...step.way, via } : step.way;
  const { attributes, env } = snippet;
  const notes = [
    risk,
    env,
    attributes['timeout'] && `at most ${attributes['timeout']}`,
    ...marks({ ...step, way }),
  ].filter(Boolean);
  const why = because !== undefined && snippet.risk !== risk ? `   ${risk} because of ${because}` : undefined;
  return [
    `${index + 1}. ${name}: ${notes.join(', ')}${section ? `   (${section})` : ''}`,
    ...code.split('\n').map((line) => (line === '' ? '' : `     ${printable(line.replaceAll('\t', '  '))}`)),
    ...(why ? [why] : []),
    `   ${sentence(step, leave)}`,
    ...(unfit.length > 0 ? [`   Cannot run as it is: ${sayUnfit(unfit)}.`] : []),
    ...(attributes['dryrun'] ? [`   Its dry run: ${attributes['dryrun']}.`] : []),
    ...(attributes['rollback'] ? [`   What undoes it: ${attributes['rollback']}.`] : []),
    '',
  ];
}

function marks({ snippet: { attributes, expected }, isRollback, way }: Step): string[] {
  return [
    ...['interactive', 'background'].filter((mark) => attributes[mark] === 'true'),
    ...throughWhat(way),
    ...(way.kind === 'pipe' ? [`through ${way.via}`] : []),
    ...(isRollback ? ['undoes a step'] : []),
    ...(expected === undefined ? [] : ['its output is compared']),
  ];
}

/** What a step runs through, where that is not plain bash. */
export function throughWhat(way: Way): readonly string[] {
  switch (way.kind) {
    case 'psql':
      return ['through psql'];
    case 'redis':
      return ['through redis-cli'];
    case 'shell':
      return way.shell === 'bash' ? [] : [`in ${way.shell}`];
    default:
      return [];
  }
}

function sentence(step: Step, leave: Leave): string {
  const question = questionFor(step, leave);
  if (step.way.kind === 'none') return `Cannot be run: ${step.way.reason}.`;
  switch (question.ask) {
    case 'nothing':
      return 'Runs without a question.';
    case 'enter':
      return 'Runs on Enter.';
    case 'yes':
      return 'Runs after a yes.';
    case 'word':
      return `Runs after \`${question.word}\` was typed.`;
    case 'skip':
      return `Left out: ${question.reason}.`;
    case 'refuse':
      return `Stops here: ${question.reason}.`;
  }
}
