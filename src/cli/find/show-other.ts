import type { OpenBook } from '../../judge/open-book.ts';
import type { Service, Severity, Team } from '../../runbook/schema/entry-schemas.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Colours } from '../colours.ts';
import type { ExitStatus, Terminal } from '../command.ts';
import { renderGuide } from '../render-runbook.ts';
import { toTerminal } from '../to-terminal.ts';

interface Showing {
  readonly opened: OpenBook;
  readonly terminal: Terminal;
  readonly colours: Colours;
}

/** Shows what is no runbook: a guide or a template as text, of a service, a team or a severity its facts. */
export async function showOther(id: string, { opened, terminal, colours }: Showing): Promise<ExitStatus> {
  const { book, alertRules } = opened;
  const slash = id.indexOf('/');
  const [folder, name] = slash < 0 ? [id, ''] : [id.slice(0, slash), id.slice(slash + 1)];
  const page =
    folder === 'guides'
      ? book.guides.get(name)
      : folder === 'templates'
        ? book.templates.get(name)
        : undefined;
  if (page) {
    await toTerminal(renderGuide({ page, book }, { colours, width: terminal.width }), terminal);
    return 0;
  }
  const service = folder === 'services' ? book.services.get(name) : undefined;
  const severity = folder === 'severities' ? book.severities.get(name) : undefined;
  const facts = [
    ...(service ? [serviceFacts(service, book.teams.get(service.owner))] : []),
    ...(severity ? [severityFacts(severity)] : []),
    ...(folder === 'teams'
      ? [...book.teams.values()].filter((team) => name === '' || team.id === name).map(teamFacts)
      : []),
    ...(folder === 'alerts' ? alertRules.filter((rule) => rule.name === name).map(alertFacts) : []),
  ];
  await toTerminal(facts.map((one) => renderFacts(one, colours)).join('\n'), terminal);
  return 0;
}

/** A title, and lines of a word and what is said by it; what is said nowhere is left out. */
interface Facts {
  readonly title: string;
  readonly rows: readonly (readonly [word: string, text: string | undefined])[];
}

function renderFacts({ title, rows }: Facts, colours: Colours): string {
  const lines = rows.flatMap(([word, text]) =>
    text ? [`  ${colours.dim(word.padEnd(12))} ${printable(text)}\n`] : [],
  );
  return `${colours.bold(printable(title))}\n${lines.join('')}`;
}

function serviceFacts(
  { name, description, host, health = [], owner, notes = [] }: Service,
  team: Team | undefined,
): Facts {
  return {
    title: name,
    rows: [
      ['', description],
      ['owner', [team?.name ?? owner, ...(team?.contact ?? [])].join(', ')],
      ['host', host],
      ...health.map(
        ({ check, command, url, expect }) =>
          ['health', [check, command ?? url, expect].filter(Boolean).join(' · ')] as const,
      ),
      ...notes.map((note) => ['note', note] as const),
    ],
  };
}

function teamFacts({
  name,
  contact = [],
  responsibilities = [],
  members = [],
  'escalates-to': next,
}: Team): Facts {
  return {
    title: name,
    rows: [
      ['reach', contact.join(', then ') || 'no contact written down yet'],
      ['then call', next],
      ['members', members.join(', ')],
      ...responsibilities.map((line) => ['answers for', line] as const),
    ],
  };
}

function severityFacts({ title, meaning, respond, actions = [], notes = [] }: Severity): Facts {
  return {
    title,
    rows: [
      ['', meaning],
      ['answer', respond],
      ...actions.map((line) => ['at once', line] as const),
      ...notes.map((line) => ['note', line] as const),
    ],
  };
}

function alertFacts({ name, annotations }: OpenBook['alertRules'][number]): Facts {
  return {
    title: name,
    rows: [
      ['', 'No runbook is about this alert yet: opsbook alerts stub begins one.'],
      ...Object.entries(annotations),
    ],
  };
}
