import type { Page } from '../../runbook/read/parse.ts';
import type { Range } from '../../runbook/finding.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { isForeign } from '../foreign.ts';
import { ruleOfReading } from '../rule.ts';
import type { PageContext, Rule } from '../rule.ts';

const ofReading = ruleOfReading({
  id: 'fence-closed',
  summary: 'Close every fence',
  level: 'error',
});

export const fenceClosed: Rule = {
  ...ofReading,
  check(context, report) {
    const { page } = context;
    // Jekyll's Markdown reads on to the closing line, which opens nothing then.
    const isReadOn =
      isForeign(page, context.book) &&
      unclosed(page).some((fence) => isLessDeep(page, fence) || opensNext(page, fence) !== undefined) &&
      isJekylls(context);
    if (isReadOn) return;
    ofReading.check(context, (message, range, more = {}) => {
      if (!range) return report(message, range, more);
      if (isEndOfOther(page, range)) return;
      const outer = outerOf(page, range);
      if (outer?.range)
        return report(
          'Write this fence with four backticks, where it opens and closes: it holds fences of its own, and the first of them ends it.',
          outer.range,
          { ...more, isSure: true },
        );
      const isShallow = isLessDeep(page, range);
      const advice = 'Indent this code as far as its fence: the list ends here, and the fence with it.';
      report(isShallow ? advice : message, range, { ...more, isSure: !isShallow });
    });
  },
};

function isJekylls({ book, facts }: PageContext): boolean {
  const around = facts.links?.around?.paths ?? book.paths;
  return ['_config.yml', '_config.yaml'].some(
    (name) => book.paths.has(name) || [...around].some((path) => path === name || path.endsWith(`/${name}`)),
  );
}

/** Places of the fences that no line closes. */
function unclosed({ faults }: Page): Range[] {
  return faults.flatMap(({ ruleId, range }) => (ruleId === 'fence-closed' && range ? [range] : []));
}

/** The fence that the line opens which was to close another, in a list, and stands left of it. */
function opensNext({ snippets, text }: Page, fence: Range): Snippet | undefined {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  const end = own?.range?.end.offset;
  if (end === undefined) return undefined;
  return snippets.find(
    ({ range, language }) =>
      language === '' &&
      range !== undefined &&
      range.start.offset > end &&
      text.slice(end, range.start.offset).trim() === '',
  );
}

/** Whether a fence goes on to the end since an earlier one was not closed where it was to be: from there on, each line that closes opens. */
function isEndOfOther(page: Page, fence: Range): boolean {
  return unclosed(page).some((other) => {
    const next = other.start.offset < fence.start.offset ? opensNext(page, other) : undefined;
    return next?.range !== undefined && next.range.start.offset <= fence.start.offset;
  });
}

/** The fence of Markdown above that was to hold fences, and ended with the first of them: so the last line to close opens. */
function outerOf({ snippets, text }: Page, fence: Range): Snippet | undefined {
  const last = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  if (!last || last.language !== '' || text.slice(fence.end.offset).trim() !== last.code.trim())
    return undefined;
  return snippets.findLast(
    ({ range, language, code }) =>
      range !== undefined &&
      range.start.offset < fence.start.offset &&
      /^(?:md|mdx|markdown)$/i.test(language) &&
      /^[ \t]{0,9}```\w/m.test(code),
  );
}

/** The code of a list's fence stands left of it: there are systems that read on to the closing line. */
function isLessDeep({ text }: Page, range: Range): boolean {
  if (range.start.column === 1) return false;
  const below = text.slice(range.start.offset).split('\n', 2)[1] ?? '';
  return below.trim() !== '' && below.search(/\S/) < range.start.column - 1;
}
