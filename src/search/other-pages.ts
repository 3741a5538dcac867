import type { Book } from '../runbook/book.ts';
import { alertAddress, alertKey, hasAlertPage } from '../runbook/links/alert-names.ts';
import { encodePath } from '../runbook/links/link-paths.ts';
import { serviceAddress } from '../runbook/links/site-paths.ts';
import type { Guide } from '../runbook/read/parse.ts';
import type { Service, Severity, Team } from '../runbook/schema/entry-schemas.ts';
import type { SearchPage } from './page.ts';
import { readSections } from './pages.ts';
import type { RuleTexts } from './pages.ts';

/**
 * What a search finds besides runbooks: the team's guides, the first of which is where to start, services, teams,
 * severities, templates, and alerts that no runbook is about.
 * @param runbooks the runbooks as the index has them, with their alerts
 */
export function otherPages(
  book: Book,
  runbooks: readonly SearchPage[],
  rules: readonly RuleTexts[] = [],
): SearchPage[] {
  return [
    ...[...book.guides.values()].sort((a, b) => a.order - b.order).map((page) => guidePage('guide', page)),
    ...[...book.services.values()].map((service) => servicePage(service, book)),
    ...teamPages([...book.teams.values()]),
    ...[...book.severities.values()].map(severityPage),
    ...[...book.templates.values()].map((page) => guidePage('template', page)),
    ...alertPages(runbooks, rules),
  ];
}

/** What such a page has unless it says otherwise. */
const BARE = { services: [], symptoms: [], errors: [], alerts: [], params: [] } as const;

function guidePage(kind: 'guide' | 'template', page: Guide): SearchPage {
  const { id, title, summary } = page;
  const folder = kind === 'guide' ? 'guides' : 'templates';
  const address = `${folder}/${encodePath(id)}/`;
  return { ...BARE, id: `${folder}/${id}`, address, title, kind, summary, sections: readSections(page) };
}

function servicePage(service: Service, { teams }: Book): SearchPage {
  const { id, name, owner, description, system, host = '', health = [], notes = [] } = service;
  const text = [system, host, ...notes, ...health.map(({ check }) => check)].join('\n');
  const code = health.flatMap(({ command = '', url = '' }) => [command, url]).join('\n');
  return {
    ...BARE,
    id: `services/${id}`,
    address: serviceAddress(id).slice(1),
    title: name,
    kind: 'service',
    services: [id],
    owner,
    summary: `${description} Owner: ${teams.get(owner)?.name ?? owner}.`,
    sections: textSection(text, code),
  };
}

/** One page for each team, and before them one of all teams: whoever asks in general is sent there. */
function teamPages(teams: readonly Team[]): SearchPage[] {
  const own = teams.map(({ id, name, contact = [], responsibilities = [], members = [] }): SearchPage => {
    const reach = contact.length > 0 ? contact.join(', then ') : 'no contact written down yet';
    return {
      ...BARE,
      id: `teams/${id}`,
      address: `teams/#${id}`,
      title: name,
      kind: 'team',
      owner: id,
      summary: `Reach: ${reach}.`,
      sections: textSection([...responsibilities, ...members].join('\n')),
    };
  });
  if (teams.length < 2) return own;
  const summary = `Who answers for what, and how to reach them: ${teams.map(({ name }) => name).join(', ')}.`;
  return [
    { ...BARE, id: 'teams', address: 'teams/', title: 'Teams', kind: 'team', summary, sections: [] },
    ...own,
  ];
}

function severityPage({ id, title, meaning, respond, actions = [], notes = [] }: Severity): SearchPage {
  return {
    ...BARE,
    id: `severities/${id}`,
    address: `severities/#${id}`,
    title,
    kind: 'severity',
    severity: id,
    summary: respond === undefined ? meaning : `${meaning} Answer: ${respond}`,
    sections: textSection([...actions, ...notes].join('\n')),
  };
}

/** Alerts that no runbook is about: who looks one up must not end at something else that shares a word. */
function alertPages(runbooks: readonly SearchPage[], rules: readonly RuleTexts[]): SearchPage[] {
  const covered = new Set(runbooks.flatMap(({ alerts }) => alerts.map(({ name }) => alertKey(name))));
  const left = new Map(rules.map((rule) => [rule.name, rule]));
  return [...left.values()]
    .filter(({ name }) => !covered.has(alertKey(name)) && hasAlertPage(name))
    .map(({ name, annotations }) => ({
      ...BARE,
      id: `alerts/${name}`,
      address: alertAddress(name).slice(1),
      title: name,
      kind: 'alert',
      summary: 'No runbook is about this alert yet.',
      sections: textSection(Object.values(annotations).join('\n')),
    }));
}

function textSection(text: string, code = ''): SearchPage['sections'] {
  return [{ anchor: '', heading: '', level: 1, text, code }];
}
