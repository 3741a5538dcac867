import picomatch from 'picomatch';
import type { Book } from '../runbook/book.ts';
import type { Fault } from '../runbook/finding.ts';
import { SETTINGS_FILE } from '../runbook/schema/settings.ts';
import { RULES_VALID } from './alert-rule.ts';
import { readAlertRules } from './read-rules.ts';

/**
 * The alerts that other repositories raise, as the settings list them, and what is wrong with the files of their
 * names.
 */
export interface Elsewhere {
  has(name: string): boolean;
  readonly faults: readonly { readonly path: string; readonly fault: Fault }[];
}

/** Reads `alerts.elsewhere`: names, globs, and the files of names. */
export function readElsewhere({ settings, alertNames }: Pick<Book, 'settings' | 'alertNames'>): Elsewhere {
  const { raisedElsewhere, nameFiles } = settings.alerts;
  const names = new Set<string>();
  const faults: Elsewhere['faults'][number][] = [];
  for (const file of nameFiles) {
    const source = alertNames.find(({ path }) => path === file);
    const read = source && listNames(source.text, source.path);
    for (const name of read ?? []) names.add(name);
    const range = settings.locate(['alerts', 'elsewhere']);
    const message = source
      ? `Save \`${file}\` again: it is not a list of alerts, as \`/alerts/names.json\` of a book's site and \`/api/v1/rules\` of Prometheus are.`
      : `Save \`${file}\`, or take it out of \`alerts.elsewhere\`: there is no such file.`;
    if (!read) faults.push({ path: SETTINGS_FILE, fault: { ruleId: RULES_VALID, message, range } });
  }
  const isListed =
    raisedElsewhere.length === 0 ? () => false : picomatch([...raisedElsewhere], { noextglob: true });
  return { has: (name) => names.has(name) || isListed(name), faults };
}

/** Names as another book publishes them, as a plain list, or as rules; undefined when it is none of these. */
function listNames(text: string, path: string): string[] | undefined {
  const data = parseJson(text);
  if (Array.isArray(data)) {
    const names = data.map(nameOf);
    return names.every((name) => name !== undefined) ? names : undefined;
  }
  const { rules } = readAlertRules({ path, text, faults: [] });
  return rules.length > 0 ? rules.map(({ name }) => name) : undefined;
}

function nameOf(entry: unknown): string | undefined {
  if (typeof entry === 'string') return entry;
  const isNamed = typeof entry === 'object' && entry !== null && 'name' in entry;
  return isNamed && typeof entry.name === 'string' ? entry.name : undefined;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
