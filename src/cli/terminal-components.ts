import { listAlertRules } from '../alerts/read-rules.ts';
import type { Book } from '../runbook/book.ts';
import { chosenServices } from '../runbook/schema/components.ts';
import type { ComponentName } from '../runbook/schema/components.ts';
import { printable } from '../runbook/words/printable.ts';
import type { Colours } from './colours.ts';

interface Use {
  readonly attributes: Readonly<Record<string, string>>;
  readonly book: Book;
  readonly colours: Colours;
}

type Render = (use: Use) => string[];

/** What a terminal shows of each component, above the text that stands in it. */
export const TERMINAL_COMPONENTS = {
  Note: (use) => titled('Note', use),
  Warning: (use) => titled('Warning', use),
  Danger: (use) => titled('Danger', use),
  Decision: (use) => titled('Decision', use),
  Steps: () => [],
  Tabs: () => [],
  Tab: ({ attributes, colours }) => [colours.bold(`${printable(attributes['label'] ?? '')}:`)],
  ServiceTable: listServices,
  HealthChecks: listHealthChecks,
  AlertFacts: listAlertFacts,
} satisfies Readonly<Record<ComponentName, Render>>;

function titled(word: string, { attributes, colours }: Use): string[] {
  const title = attributes['title'];
  return [colours.bold(title === undefined ? `${word}:` : `${word}: ${printable(title)}`)];
}

function listServices({ attributes, book }: Use): string[] {
  return listed(
    chosenServices(attributes, book.services.values()).map(({ name, host, ports }) => {
      const open = (ports ?? []).map(({ port, exposed }) =>
        exposed ? `${port} (${exposed})` : String(port),
      );
      return [name, host, open.length > 0 ? `ports ${open.join(', ')}` : undefined];
    }),
  );
}

function listHealthChecks({ attributes, book }: Use): string[] {
  return listed(
    chosenServices(attributes, book.services.values()).flatMap(({ name, health }) =>
      (health ?? []).map(({ check, url, command, expect }) => [name, check, command ?? url, expect]),
    ),
  );
}

/** A run reads no rule files, since somebody waits: then the name alone is said. */
function listAlertFacts({ attributes, book, colours }: Use): string[] {
  const name = attributes['alert'] ?? '';
  const rules = listAlertRules(book.alertRules).filter((rule) => rule.name === name);
  const facts = rules.flatMap(({ expression, duration, labels, annotations }) => [
    ['fires when', expression],
    ['fires after', duration ?? 'at once'],
    [
      'labels',
      Object.entries(labels)
        .map(([label, value]) => `${label}=${value}`)
        .join(', '),
    ],
    ['says', annotations['summary'] ?? annotations['description'] ?? ''],
  ]);
  return [
    colours.bold(`Alert ${printable(name)}`),
    ...facts.flatMap(([word = '', text = '']) =>
      text === '' ? [] : [`  ${colours.dim(word.padEnd(11))} ${printable(text.replace(/\s+/g, ' ').trim())}`],
    ),
    '',
  ];
}

function listed(rows: readonly (readonly (string | undefined)[])[]): string[] {
  const lines = rows.map((row) => `- ${printable(row.filter((cell) => cell).join(' · '))}`);
  return lines.length > 0 ? [...lines, ''] : [];
}
