import { misfit } from '../runbook/schema/params.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { AlertLink } from './contract.ts';
import { exampleValue } from './example-value.ts';
import { renderTemplate, UNTOLD, hasTemplate } from './template.ts';

/** What came of following an alert's link with the labels of an example. */
export interface Trial {
  readonly alert: string;
  readonly path: string;
  readonly line: number;
  /** `fails` where a person would not land, or land without the values. */
  readonly outcome: 'lands' | 'fails' | 'elsewhere' | 'skipped';
  /** The link as Alertmanager would send it. */
  readonly url: string | undefined;
  /** The runbook that it leads to, with the anchor. */
  readonly lands: string | undefined;
  readonly labels: Readonly<Record<string, string>>;
  /** Params of the runbook that the link fills. */
  readonly values: Readonly<Record<string, string>>;
  readonly problems: readonly string[];
}

/** Renders the link of a rule with example labels, and follows it. */
export function tryLink(link: AlertLink, given: Readonly<Record<string, string>>): Trial {
  const { rule, annotation, landing, linked, named } = link;
  const labels = exampleLabels(link, given);
  const trial = {
    alert: rule.name,
    path: rule.path,
    line: rule.range.start.line,
    labels,
    lands: undefined,
    values: {},
  };
  if (!annotation)
    return link.isExempt
      ? { ...trial, outcome: 'skipped', url: undefined, problems: [] }
      : { ...trial, outcome: 'fails', url: undefined, problems: [noLink(named)] };
  const url = renderTemplate(annotation.value, labels);
  const problems = [
    ...(url.includes(UNTOLD) ? ['only Prometheus can tell what a template in it becomes'] : []),
    ...(landing?.kind === 'nowhere' ? [landing.reason] : []),
  ];
  if (landing?.kind === 'elsewhere') return { ...trial, outcome: 'elsewhere', url, problems: [] };
  if (problems.length === 0 && linked.length === 0)
    problems.push(landing?.kind === 'page' ? 'the page is not a runbook' : 'no runbook names this alert');
  const tried = linked.map((runbook) => tryValues(url, runbook));
  problems.push(...tried.flatMap((one) => one.problems));
  const first = linked[0];
  const anchor = landing && 'anchor' in landing && landing.anchor !== '' ? `#${landing.anchor}` : '';
  return {
    ...trial,
    outcome: problems.length > 0 ? 'fails' : 'lands',
    url,
    lands: first && `${first.id}${anchor}`,
    values: Object.assign({}, ...tried.map(({ values }) => values)) as Record<string, string>, // objects of texts
    problems: [...new Set(problems)],
  };
}

function noLink(named: readonly Runbook[]): string {
  return named.length > 0
    ? 'it has no link: opsbook alerts annotate --write adds it'
    : 'it has neither a link nor a runbook';
}

/** The params that a link fills, and the values that their patterns refuse. */
function tryValues(
  url: string,
  { params, id }: Runbook,
): { values: Record<string, string>; problems: string[] } {
  const query = new URLSearchParams(/\?([^#]*)/.exec(url)?.[1] ?? '');
  const values: Record<string, string> = {};
  const problems: string[] = [];
  for (const param of params) {
    const value = (param.label === undefined ? null : query.get(param.label)) ?? query.get(param.name);
    if (value === null || param.isSecret) continue;
    if (value === '')
      problems.push(
        `it leaves \`${param.name}\` of ${id} empty: \`${param.label ?? param.name}\` is not there; give an example with --label`,
      );
    else {
      const reason = misfit(param, value);
      if (reason === undefined) values[param.name] = value;
      else problems.push(`\`${param.name}\` of ${id} takes no \`${value}\`: it ${reason}`);
    }
  }
  return { values, problems };
}

/** Labels as an alert of this rule could have them: those it sets, those it asks for, and examples for the rest. */
function exampleLabels(link: AlertLink, given: Readonly<Record<string, string>>): Record<string, string> {
  const { rule, reading, linked, named } = link;
  const examples = new Map<string, string>();
  for (const param of [...linked, ...named].flatMap(({ params }) => params))
    if (param.label !== undefined && link.carries(param.label))
      if (!examples.has(param.label)) examples.set(param.label, exampleValue(param) ?? '');
  const plain = Object.fromEntries(Object.entries(rule.labels).filter(([, value]) => !hasTemplate(value)));
  const asked = Object.fromEntries(Object.entries(reading.equals).filter(([label]) => link.carries(label)));
  return { ...Object.fromEntries(examples), ...asked, ...plain, ...given, alertname: rule.name };
}
