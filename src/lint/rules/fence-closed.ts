import type { Page } from '../../runbook/read/parse.ts';
import type { Range } from '../../runbook/finding.ts';
import type { Snippet } from '../../runbook/read/snippet.ts';
import { rangeBetween } from '../../runbook/read/source-text.ts';
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
      for (const { find, advice } of CAUSES) {
        const at = find(page, range);
        if (at) return report(advice, at, { ...more, isSure: true });
      }
      const advice = 'Indent this code as far as its fence: the list ends here, and the fence with it.';
      const left = isLessDeep(page, range) ? range : lessDeepLine(page, range);
      if (left) return report(advice, left, { ...more, isSure: false });
      report(message, range, { ...more, isSure: true });
    });
  },
};

/** Why a line opens a fence that nothing closes, in the order in which they are looked for: where, and what mends it. */
const CAUSES: readonly {
  readonly find: (page: Page, fence: Range) => Range | undefined;
  readonly advice: string;
}[] = [
  {
    find: (page, fence) => outerOf(page, fence)?.range,
    advice:
      'Write this fence with four backticks, where it opens and closes: it holds fences of its own, and the first of them ends it.',
  },
  {
    find: twoMarksAbove,
    advice: 'Begin this fence with three backticks: it has two, so that the line to close it opens another.',
  },
  {
    find: tooDeepAbove,
    advice:
      'Take the indent of this fence away: four spaces make it a part of the code above, so that the line to close it opens another.',
  },
  {
    find: (page, fence) => (isUnderline(page, fence) ? fence : undefined),
    advice:
      'Put what is printed here in a fence of its own: this line of tildes opens one, which goes on to the end.',
  },
  {
    find: (page, fence) => (isOnlyEnd(page, fence) ? fence : undefined),
    advice: 'Open a fence above the code that this line closes, or take the line away.',
  },
  {
    find: closesTooDeep,
    advice: 'Take the indent of this line away: with four spaces before it, it closes no fence.',
  },
  {
    find: closesLeftOfList,
    advice:
      'Indent this line as far as the fence that it was to close: the list ends here, and so it opens another.',
  },
];

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

/** The three marks that were to close a fence in a list, where they stand left of it. */
function closesLeftOfList(page: Page, fence: Range): Range | undefined {
  const close = fence.start.column === 1 ? undefined : opensNext(page, fence)?.range;
  return close && rangeBetween(page.text, close.start.offset, close.start.offset + 3);
}

/** Whether a fence goes on to the end since an earlier one was not closed where it was to be: from there on, each line that closes opens. */
function isEndOfOther(page: Page, fence: Range): boolean {
  return unclosed(page).some((other) => {
    const next = other.start.offset < fence.start.offset ? opensNext(page, other) : undefined;
    if (next?.range !== undefined) return next.range.start.offset <= fence.start.offset;
    // The line that was to close it, below code that stands left of it.
    return lessDeepLine(page, other) !== undefined && closesBelow(page, other, fence);
  });
}

/** Whether a fence without a language is the next one below another. */
function closesBelow({ snippets }: Page, other: Range, fence: Range): boolean {
  const next = snippets.find(({ range }) => range !== undefined && range.start.offset > other.start.offset);
  return next?.language === '' && next.range?.start.offset === fence.start.offset;
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

// Matches ```` ``bash ````, and no fence.
const TWO_MARKS = /^[ \t]{0,9}``[\w-]{1,20}[ \t]{0,9}$/;

/** The line with two backticks that was to open what the unclosed fence, which has no language, was to close. */
function twoMarksAbove({ snippets, text }: Page, fence: Range): Range | undefined {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  if (own?.language !== '') return undefined;
  const before = snippets.findLast(
    ({ range }) => range !== undefined && range.start.offset < fence.start.offset,
  );
  const from = before?.range?.end.offset ?? 0;
  const lines = text.slice(from, fence.start.offset).split('\n');
  const at = lines.findLastIndex((line) => TWO_MARKS.test(line));
  if (at < 0) return undefined;
  const start = from + lines.slice(0, at).join('\n').length + (at === 0 ? 0 : 1);
  return rangeBetween(text, start, start + (lines[at]?.length ?? 0));
}

/** Whether a line alone, with nothing below it, was to close code that no line opens. */
function isOnlyEnd({ snippets, text }: Page, fence: Range): boolean {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  const end = text.indexOf('\n', fence.start.offset);
  return own?.language === '' && own.code.trim() === '' && (end < 0 || text.slice(end).trim() === '');
}

/** The line that was to open what the unclosed fence closes, where its indent makes it the last of a block of code. */
function tooDeepAbove({ snippets, text }: Page, fence: Range): Range | undefined {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  const end = snippets.findLast(({ range }) => range !== undefined && range.end.offset < fence.start.offset)
    ?.range?.end.offset;
  if (own?.language !== '' || end === undefined) return undefined;
  const start = text.lastIndexOf('\n', end - 1) + 1;
  return /^[ \t]{4,99}`{3,9}[\w-]{1,20}[ \t\r]{0,9}$/.test(text.slice(start, end))
    ? rangeBetween(text, start, end)
    : undefined;
}

/** The first line that was to close a fence, where its indent makes it a part of the code. */
function closesTooDeep({ snippets, text }: Page, fence: Range): Range | undefined {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  const end = own?.range?.end.offset;
  if (end === undefined || fence.start.column > 1) return undefined;
  const lines = text.slice(fence.start.offset, end).split('\n');
  const at = lines.findIndex((line) => /^ {4,40}`{3,9}[ \t\r]*$/.test(line));
  if (at < 0) return undefined;
  const start = fence.start.offset + lines.slice(0, at).join('\n').length + 1;
  return rangeBetween(text, start, start + (lines[at]?.length ?? 0));
}

/** Whether the line that opens it is what PowerShell draws below the part of a command that failed. */
function isUnderline({ text }: Page, fence: Range): boolean {
  const start = text.lastIndexOf('\n', fence.start.offset - 1) + 1;
  return /^[ \t]{0,9}\+?[ \t]{0,9}~{4,400}[ \t\r]{0,9}$/.test(text.slice(start).split('\n', 1)[0] ?? '');
}

/** So many lines of code may stand left of the fence that they belong to. */
const MOST_LEFT = 200;

/**
 * The line that ends a list's fence as it stands left of it, where the line to close the fence comes below: what was
 * pasted there lost its indent. Not the next point of the list.
 */
function lessDeepLine({ snippets, text }: Page, fence: Range): Range | undefined {
  const own = snippets.find(({ range }) => range?.start.offset === fence.start.offset);
  if (!own?.range || fence.start.column === 1) return undefined;
  const end = own.range.end.offset;
  const [, ...lines] = text.slice(end).split('\n', MOST_LEFT);
  const close = lines.findIndex((line) => /^[ \t]{0,99}(?:`{3}|~{3})/.test(line));
  const [first = ''] = lines;
  const isCode = first.trim() !== '' && !/^[ \t]{0,99}\d{1,4}[.)][ \t]/.test(first);
  if (close < 1 || !isCode || !/^[ \t]{0,99}(?:`{3,9}|~{3,9})[ \t\r]{0,9}$/.test(lines[close] ?? ''))
    return undefined;
  if (depthOf(first) >= depthAt(text, fence)) return undefined;
  return rangeBetween(text, end + 1, end + 1 + first.length);
}

/** The code of a list's fence stands left of it: there are systems that read on to the closing line. */
function isLessDeep({ text }: Page, range: Range): boolean {
  if (range.start.column === 1) return false;
  const below = text.slice(range.start.offset).split('\n', 2)[1] ?? '';
  return below.trim() !== '' && depthOf(below) < depthAt(text, range);
}

/** In what column a fence begins, counted from 0. */
function depthAt(text: string, { start: { offset } }: Range): number {
  return widthOf(text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset));
}

function depthOf(line: string): number {
  return widthOf(/^[ \t]*/.exec(line)?.[0] ?? '');
}

/** How wide a text is: a tab goes on to the next fourth column. */
function widthOf(text: string): number {
  return [...text].reduce((width, char) => (char === '\t' ? width + TAB - (width % TAB) : width + 1), 0);
}

const TAB = 4;
