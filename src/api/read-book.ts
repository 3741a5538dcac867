import { snippetFacts } from '../judge/run-facts.ts';
import type { RunFacts } from '../judge/run-facts.ts';
import type { Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { openFolder } from './open-folder.ts';

/** A book as it was read: runbooks, and what they name by id. */
export interface ReadBook {
  /** The folder, as a whole path. */
  readonly root: string;
  readonly title: string;
  readonly runbooks: readonly ReadRunbook[];
  readonly services: readonly ReadService[];
  readonly teams: readonly ReadTeam[];
  readonly alertRules: readonly ReadAlertRule[];
}

/** One runbook. What its author left out is empty, or not there. */
export interface ReadRunbook {
  readonly id: string;
  /** From the root, with `/`. */
  readonly path: string;
  readonly title: string;
  readonly summary: string;
  readonly kind: 'incident' | 'procedure' | 'reference';
  /** Ids of services. */
  readonly services: readonly string[];
  /** The id of a team. */
  readonly owner?: string;
  readonly severity?: string;
  readonly symptoms: readonly string[];
  readonly errors: readonly string[];
  readonly alerts: readonly string[];
  readonly params: readonly ReadParam[];
  /** The day of the last sign-off, as in `2026-10-01`. */
  readonly reviewed?: string;
  readonly sections: readonly ReadSection[];
  /** Its fences in the order of the page; what a command should print stands with the command. */
  readonly snippets: readonly ReadSnippet[];
}

/** A value that a responder fills in. */
export interface ReadParam {
  readonly name: string;
  readonly description: string;
  readonly default?: string;
  /** A regular expression that the whole value must match. */
  readonly pattern: string;
  /** The label of an alert that fills it in. */
  readonly label?: string;
  readonly isSecret: boolean;
}

/** A part of a page under a `##` heading. */
export interface ReadSection {
  readonly title: string;
  readonly anchor: string;
}

/** One fence of a page. */
export interface ReadSnippet {
  readonly name?: string;
  readonly language: string;
  readonly code: string;
  /** The anchor of the section that holds it. */
  readonly section: string;
  /** Its first line of code in the file; lines start at 1. */
  readonly line?: number;
  /** Whether it is there to be run; else it is an example, data or an output. */
  readonly isRunnable: boolean;
  /** What running it does to the world, the graver of what its author and opsbook say. */
  readonly risk?: 'read' | 'change' | 'destroy';
  readonly env?: string;
  /** What it should print. */
  readonly expected?: string;
  /** As written behind the language of the fence. */
  readonly attributes: Readonly<Record<string, string>>;
}

/** What breaks. */
export interface ReadService {
  readonly id: string;
  readonly path: string;
  readonly name: string;
  readonly system: string;
  readonly owner: string;
  readonly description: string;
}

/** Who answers. */
export interface ReadTeam {
  readonly id: string;
  readonly name: string;
  readonly contact: readonly string[];
}

/** A rule that raises an alert. */
export interface ReadAlertRule {
  readonly name: string;
  readonly path: string;
  readonly line: number;
  readonly expression: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/**
 * Reads the book in a folder. What cannot be read is left out, and `lint` says why.
 * @throws where there is no such folder
 */
export async function readBook(root: string): Promise<ReadBook> {
  const { book, alertRules, root: folder } = await openFolder(root);
  const runbooks = [...book.runbooks.values()];
  const facts = await snippetFacts(book, runbooks);
  return {
    root: folder,
    title: book.settings.title,
    runbooks: runbooks.map((runbook) => readRunbook(runbook, facts)),
    services: [...book.services.values()].map(({ id, path, name, system, owner, description }) => {
      return { id, path, name, system, owner, description };
    }),
    teams: [...book.teams.values()].map(({ id, name, contact = [] }) => ({ id, name, contact })),
    alertRules: alertRules.map(({ name, path, range, expression, labels, annotations }) => {
      return { name, path, line: range.start.line, expression, labels, annotations };
    }),
  };
}

function readRunbook(runbook: Runbook, facts: ReadonlyMap<Snippet, RunFacts>): ReadRunbook {
  const { id, path, title, summary, kind, services, symptoms, errors, alerts } = runbook;
  return {
    id,
    path,
    title,
    summary,
    kind,
    services,
    ...known('owner', runbook.owner),
    ...known('severity', runbook.severity),
    symptoms,
    errors,
    alerts,
    params: runbook.params.map((param) => ({
      name: param.name,
      description: param.description,
      ...known('default', param.default),
      pattern: param.pattern,
      ...known('label', param.label),
      isSecret: param.isSecret,
    })),
    ...known('reviewed', runbook.reviewed),
    sections: runbook.sections.map((section) => ({ title: section.title, anchor: section.anchor })),
    snippets: runbook.snippets
      .filter(({ isOutput }) => !isOutput)
      .map((snippet) => readSnippet(snippet, facts.get(snippet)?.risk)),
  };
}

function readSnippet(snippet: Snippet, risk: ReadSnippet['risk']): ReadSnippet {
  const { language, code, section, isRunnable, attributes } = snippet;
  return {
    ...known('name', snippet.name),
    language,
    code,
    section,
    ...known('line', snippet.codeLine),
    isRunnable,
    ...known('risk', risk),
    ...known('env', snippet.env),
    ...known('expected', snippet.expected),
    attributes,
  };
}

/** A field that is left out where nothing is known. */
function known<K extends string, T>(name: K, value: T | undefined): { readonly [N in K]?: T } {
  // One entry under the very name that the type has.
  return (value === undefined ? {} : { [name]: value }) as { readonly [N in K]?: T };
}
