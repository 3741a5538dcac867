import type { Page } from '../../runbook/read/parse.ts';
import type { Range } from '../../runbook/finding.ts';
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
      page.faults.some(({ ruleId, range }) => ruleId === 'fence-closed' && isLessDeep(page, range)) &&
      isJekylls(context);
    if (isReadOn) return;
    ofReading.check(context, (message, range, more = {}) => {
      if (!isEndOfOther(page, range)) report(message, range, { ...more, isSure: !isLessDeep(page, range) });
    });
  },
};

function isJekylls({ book, facts }: PageContext): boolean {
  const around = facts.links?.around?.paths ?? book.paths;
  return ['_config.yml', '_config.yaml'].some(
    (name) => book.paths.has(name) || [...around].some((path) => path === name || path.endsWith(`/${name}`)),
  );
}

/** The line that was to close a fence in a list, but opens a fence of its own since it stands left of the list. */
function isEndOfOther({ snippets, faults, text }: Page, range: Range | undefined): boolean {
  if (!range) return false;
  return snippets.some(({ range: other }) => {
    if (!other || other.end.offset > range.start.offset) return false;
    if (text.slice(other.end.offset, range.start.offset).trim() !== '') return false;
    return faults.some(
      (one) => one.ruleId === 'fence-closed' && one.range?.start.offset === other.start.offset,
    );
  });
}

/** The code of a list's fence stands left of it: there are systems that read on to the closing line. */
function isLessDeep({ text }: Page, range: Range | undefined): boolean {
  if (!range || range.start.column === 1) return false;
  const below = text.slice(range.start.offset).split('\n', 2)[1] ?? '';
  return below.trim() !== '' && below.search(/\S/) < range.start.column - 1;
}
