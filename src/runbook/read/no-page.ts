import type { Layout } from '../schema/settings.ts';
import { isInside } from '../schema/settings.ts';
import { isPageFile } from '../links/page-file.ts';
import { isRecordFile } from '../links/site-paths.ts';
import { count } from '../words/count.ts';
import { saysKind } from './says-kind.ts';
import type { SourceText } from './source-text.ts';

/** Files of Markdown that are no pages of a book, and why, as a person would say it of several. */
export interface PassedOver {
  readonly why: string;
  readonly paths: readonly string[];
}

// Match `AGENTS.md`, `ops/CLAUDE.md`; Hugo's `archetypes/default.md`, `layouts/single.md`, `PULL_REQUEST_TEMPLATE.md`.
const FOR_PROGRAMS = /(?:^|\/)(?:AGENTS|CLAUDE|GEMINI|SKILL|copilot-instructions)\.mdx?$/;
const FORMS =
  /(?:^|\/)(?:archetypes|_?layouts|ISSUE_TEMPLATE)\/|(?:^|\/)(?:PULL_REQUEST|ISSUE)_TEMPLATE\.mdx?$/i;

/**
 * Why a file in the folder of runbooks is no page: it is written for programs, or another system makes pages of it. One
 * that says its kind is a page whatever its name. What other pages take in, as `_partials/`, is one too: its text stands nowhere else.
 */
export function whyNoPage({ path, text }: SourceText, isAdopted: boolean): string | undefined {
  const why = FOR_PROGRAMS.test(path)
    ? 'written for programs'
    : !isAdopted && FORMS.test(path)
      ? 'forms that another system fills in'
      : undefined;
  return why === undefined || saysKind(text) ? undefined : why;
}

/** What a folder without settings has beside its pages that other systems would call pages, by reason. */
export function passedOver(
  texts: readonly SourceText[],
  paths: readonly string[],
  { layout, isAdopted }: { readonly layout: Layout; readonly isAdopted: boolean },
): PassedOver[] {
  const { runbooks, guides, templates, reviews, incidents } = layout;
  const own = [runbooks, guides, templates, reviews, incidents, 'content/handoffs'];
  const said = texts
    .filter(({ path }) => isPageFile(path) && isInside(path, layout.runbooks))
    .map((source) => ({ path: source.path, why: reasonFor(source) }));
  // `content/posts/` beside `content/runbooks/`: the rest of a site that opsbook takes for its own layout.
  const beside = isAdopted
    ? []
    : paths
        .filter(
          (path) => isPageFile(path) && isInside(path, 'content') && !own.some((one) => isInside(path, one)),
        )
        .map((path) => ({ path, why: `outside \`${layout.runbooks}\`` }));
  const groups = Map.groupBy([...said, ...beside], ({ why }) => why);
  return [...groups].flatMap(([why, found]) =>
    why === undefined ? [] : [{ why, paths: found.map(({ path }) => path) }],
  );

  function reasonFor(source: SourceText): string | undefined {
    if (layout.isPlain && isRecordFile(source.path, layout))
      return 'records of reviews and incidents by their names';
    return whyNoPage(source, isAdopted);
  }
}

/** So many files of a kind are named; the rest is counted. */
const MOST_NAMES = 2;

/** One line that says what was passed over; empty where nothing was. */
export function sayPassedOver(passed: readonly PassedOver[]): string {
  if (passed.length === 0) return '';
  const parts = passed.map(({ why, paths }) => {
    const names = paths.slice(0, MOST_NAMES).map((path) => `\`${path}\``);
    const more = paths.length - names.length;
    return `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''} (${why})`;
  });
  const files = passed.reduce((sum, { paths }) => sum + paths.length, 0);
  return `${count(files, 'file')} of Markdown ${files === 1 ? 'is' : 'are'} no page here: ${parts.join('; ')}.`;
}
