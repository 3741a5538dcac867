import type { Root } from 'mdast';
import type { Fault, Range } from '../finding.ts';
import { readTree } from '../dialects/index.ts';
import type { Unread } from '../dialects/dialect.ts';
import { outlineOf } from './outline.ts';
import type { PageOutline } from './outline.ts';
import { readContent, readSuppression } from './page.ts';
import type { PageContent, Suppression } from './page.ts';
import type { PageMemory, PageReading } from './page-memory.ts';
import { listParams, paramFaults, paramNameFaults } from '../schema/params.ts';
import type { Param } from '../schema/params.ts';
import { claimsOf } from '../schema/claims.ts';
import type { Claims } from '../schema/claims.ts';
import { guideSchema, runbookSchema } from '../schema/page-schemas.ts';
import type { Kind, RunbookFrontmatter } from '../schema/page-schemas.ts';
import { rangeOf, withoutAttributesOfOthers } from './snippet.ts';
import { lineIndex, rangeBetween } from './source-text.ts';
import type { SourceText } from './source-text.ts';
import { foreignSummary, isMeantForOpsbook, KEYS_OF_OTHERS, RUNME_KEYS } from '../schema/adoption.ts';
import { readFields } from '../schema/fields.ts';
import { isRecord } from '../words/record.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { readYaml } from '../yaml/yaml.ts';
import type { YamlPlace, YamlText } from '../yaml/yaml.ts';

/** A page of the book as its author wrote it: text, tree, and what was found in it. */
export interface Page extends PageContent {
  /** Relative to the book's root, with `/`. */
  readonly path: string;
  /** The path inside its folder, without the ending. */
  readonly id: string;
  readonly title: string;
  readonly summary: string;
  readonly text: string;
  readonly isMdx: boolean;
  readonly tree: Root;
  readonly outline: PageOutline;
  /** What of other systems' Markdown is not understood. */
  readonly unread: readonly Unread[];
  /** Where a field of the frontmatter stands; the first line of the page when it has none. */
  locate(path: readonly PropertyKey[], at?: 'key' | 'value'): Range;
  readonly hasFrontmatter: boolean;
}

/** One runbook. What its author left out is empty, so that readers need not ask. */
export interface Runbook extends Page, Claims {
  /** As declared; undeclared, it is told from the page's headings. */
  readonly kind: Kind;
  readonly isKindDeclared: boolean;
  /** Whether its frontmatter is meant for opsbook; that of other systems is left in peace. */
  readonly isForOpsbook: boolean;
  readonly params: readonly Param[];
}

/** A guide or a template: a page of the team beside its runbooks. */
export interface Guide extends Page {
  readonly order: number;
}

function runmeFaults(yaml: YamlText): Fault[] {
  const given = isRecord(yaml.data) ? yaml.data : {};
  return Object.entries(RUNME_KEYS).flatMap(([key, instead]) => {
    if (given[key] === undefined) return [];
    const message = `Leave \`${key}\` to Runme, or remove it: opsbook does not use it; ${instead}.`;
    return [
      { ruleId: 'frontmatter-valid', level: 'warning', message, range: yaml.locate([key], 'key') } as const,
    ];
  });
}

/** Reads a runbook. Never throws for an author's mistake: what is wrong is in `faults`, the rest is read. */
export function parseRunbook(source: SourceText, id: string, memory?: PageMemory): Runbook {
  const { page, yaml } = readPage(source, id, memory);
  const { value, faults, left } = readFields(runbookSchema, yaml, {
    ruleId: 'frontmatter-valid',
    what: 'a runbook',
    passedOver: KEYS_OF_OTHERS,
  });
  const params = listParams(value.params, yaml);
  const kind = value.kind ?? impliedKind(page);
  const isDraft = value.status === 'draft';
  const isForOpsbook = isMeantForOpsbook(yaml.data);
  const asked = isForOpsbook
    ? [...faults, ...paramNameFaults(value.params, yaml), ...paramFaults(params, yaml), ...runmeFaults(yaml)]
    : [];
  const own = isDraft ? asked.filter((fault) => !isOwed(fault, value)) : asked;
  const severity: Fault[] =
    !isDraft && value.kind === 'incident' && value.severity === undefined && !hasFaultAt(faults, 'severity')
      ? [
          {
            ruleId: 'frontmatter-valid',
            message: 'Add `severity`: an incident needs an id from severities.yaml.',
            range: yaml.locate([]),
          },
        ]
      : [];
  return {
    ...page,
    title: value.title ?? page.title,
    summary: value.summary ?? (isForOpsbook ? undefined : foreignSummary(yaml.data)) ?? '',
    kind,
    isKindDeclared: value.kind !== undefined,
    isForOpsbook,
    ...claimsOf(value),
    params,
    // What did not fit was left out of its list, and stands in the file.
    locate: (path, at) => {
      const [key, index, ...rest] = path;
      const own = key !== undefined && typeof index === 'number' ? left.get(key)?.[index] : undefined;
      return page.locate(key === undefined || own === undefined ? path : [key, own, ...rest], at);
    },
    faults: [
      // Pandoc, Hugo and Docusaurus have attributes of their own: on pages of theirs they are no mistake.
      ...(isForOpsbook ? page.faults : withoutAttributesOfOthers(page.faults, page.snippets)),
      ...own,
      ...severity,
    ],
  };
}

/** What a draft may still owe: `draft-written` reminds of it. */
export const OWED = ['service', 'owner', 'severity'] as const;

/** Whether a fault only says that such a field is missing. */
function isOwed({ message }: Fault, value: Partial<RunbookFrontmatter>): boolean {
  return OWED.some((field) => value[field] === undefined && message.startsWith(`Add \`${field}\``));
}

/** Reads a guide or a template. */
export function parseGuide(source: SourceText, id: string, memory?: PageMemory): Guide {
  const { page, yaml } = readPage(source, id, memory);
  const { value, faults } = readFields(guideSchema, yaml, { ruleId: 'frontmatter-valid', what: 'a guide' });
  return {
    ...page,
    title: value.title ?? page.title,
    summary: value.summary ?? '',
    order: value.order ?? Number.MAX_SAFE_INTEGER,
    faults: [...page.faults, ...(page.hasFrontmatter ? faults : [])],
  };
}

function readPage(
  source: SourceText,
  id: string,
  memory: PageMemory | undefined,
): { page: Page; yaml: YamlText } {
  const { path, text, dialects } = source;
  const isMdx = /\.mdx$/i.test(path);
  const form = [isMdx ? 'mdx' : 'md', ...(dialects ?? [])].join(' ');
  const kept = memory?.recall(text, form);
  const { tree, faults: grammar, unread } = kept ?? readTree(text, isMdx, dialects);
  const first = tree.children[0];
  const place =
    first?.type === 'yaml' ? yamlPlace(text, first.position?.end.offset ?? 0) : { start: 0, end: 0 };
  const whereabouts = { ruleId: 'frontmatter-valid', text, ...place };
  const yaml = kept ? recallYaml(kept.yaml, whereabouts) : readYaml(whereabouts);
  if (!kept) memory?.keep(text, form, { tree, faults: grammar, unread, yaml: withoutPlaces(yaml) });
  const content = readContent(tree, text);
  const hasFrontmatter = first?.type === 'yaml';
  const faults = [
    ...source.faults,
    ...grammar,
    ...(hasFrontmatter ? yaml.faults : unclosedFrontmatter(text)),
    ...content.faults,
    ...emptyFile(source),
  ];
  const page: Page = {
    ...content,
    outline: outlineOf({ path, text }, () => content),
    path,
    id,
    title: tomlTitle(first) || titleOfHeadings(content.headings) || titleOfPath(id),
    summary: '',
    text,
    isMdx,
    tree,
    unread,
    locate: (at, which) => (hasFrontmatter ? yaml.locate(at, which) : rangeBetween(text, 0, 0)),
    hasFrontmatter,
    suppressions: [...yamlSuppressions(text, place), ...content.suppressions],
    faults,
  };
  return { page, yaml };
}

/** Hugo's other frontmatter, between `+++` lines: its title, in quotes. */
function tomlTitle(
  first: { readonly type: string; readonly value?: unknown } | undefined,
): string | undefined {
  if (first?.type !== 'toml' || typeof first.value !== 'string') return undefined;
  const [, , title] = /^title[ \t]*=[ \t]*(["'])(.*)\1[ \t]*$/m.exec(first.value) ?? [];
  return title;
}

function withoutPlaces({ data, isBroken, faults }: YamlText): PageReading['yaml'] {
  return { data, isBroken, faults };
}

/** Places are seldom asked for: the text is only read again when one is. */
function recallYaml(kept: PageReading['yaml'], whereabouts: YamlPlace): YamlText {
  let read: YamlText | undefined;
  const again = (): YamlText => (read ??= readYaml(whereabouts));
  return {
    ...kept,
    locate: (path, at) => again().locate(path, at),
    written: (path) => again().written(path),
  };
}

/** The frontmatter without its `---` lines. */
function yamlPlace(text: string, end: number): { start: number; end: number } {
  const start = /---[ \t]*(?:\r\n|[\r\n])/.exec(text);
  const first = start ? start.index + start[0].length : end;
  const last = Math.max(text.lastIndexOf('\n', end - 1), text.lastIndexOf('\r', end - 1)) + 1;
  return { start: first, end: Math.max(first, last) };
}

/** In frontmatter a rule is silenced by a YAML comment: `# opsbook-ignore service-known: moves next week`. */
export function yamlSuppressions(
  text: string,
  { start, end }: { start: number; end: number },
): Suppression[] {
  const at = lineIndex(text);
  const comments = text.slice(start, end).matchAll(/^[ \t]*#(.*)$/gm);
  return [...comments].flatMap((match) => {
    const from = start + match.index;
    return readSuppression(match[1]?.trimEnd(), { start: at(from), end: at(from + match[0].length) });
  });
}

function unclosedFrontmatter(text: string): Fault[] {
  if (!/^---(\r\n|[\r\n])[\w-]+:/.test(text) || frontmatterPlace(text)) return [];
  const message = 'Close the frontmatter with `---` on a line of its own.';
  return [{ ruleId: 'frontmatter-valid', message, range: rangeBetween(text, 0, 3) }];
}

function emptyFile({ text, faults }: SourceText): Fault[] {
  if (text.trim() !== '' || faults.length > 0) return [];
  return [
    {
      ruleId: 'file-is-text',
      message: 'Write something or remove this file: it is empty.',
      range: rangeBetween(text, 0, 0),
    },
  ];
}

function hasFaultAt(faults: readonly Fault[], field: string): boolean {
  return faults.some(({ message }) => message.includes(`\`${field}\``));
}

/** In a folder without frontmatter: a page that diagnoses or mitigates is about an incident. */
function impliedKind(page: Page): Kind {
  const has = (form: RegExp): boolean => page.headings.some(({ text }) => form.test(text));
  // A decision has an impact too, and a meeting a resolution.
  const isIncident = has(/^(diagnos|mitigat|symptom)/i) || (has(/^impact/i) && has(/^resolution/i));
  return isIncident ? 'incident' : 'reference';
}

/**
 * The heading that a page begins with, unless it is the first of its parts: a page whose title only its site shows has
 * several headings of that depth, and none above.
 */
function titleOfHeadings([first, ...others]: PageContent['headings']): string | undefined {
  const isPart = first !== undefined && first.depth > 1 && others.some(({ depth }) => depth === first.depth);
  return isPart && !others.some(({ depth }) => depth < first.depth) ? undefined : first?.text;
}

function titleOfPath(id: string): string {
  const parts = id.split('/');
  // `etcd/_index` is the page of its folder.
  const isFolder = parts.length > 1 && /^(?:readme|_?index)$/i.test(parts.at(-1) ?? '');
  const words = (parts.at(isFolder ? -2 : -1) ?? id).replace(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The place of a page's first heading, or of its first line. */
export function titleRange(page: Page): Range {
  const heading = page.tree.children.find((node) => node.type === 'heading');
  if (page.hasFrontmatter) return page.locate(['title'], 'value');
  return (heading && rangeOf(heading)) ?? rangeBetween(page.text, 0, 0);
}
