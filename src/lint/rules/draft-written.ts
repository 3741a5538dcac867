import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { commentIn } from '../../runbook/read/comment.ts';
import { OWED, titleRange } from '../../runbook/read/parse.ts';
import type { Page, Runbook } from '../../runbook/read/parse.ts';
import { lackingSections, sectionNames } from '../../runbook/read/sections.ts';
import { rangeOf } from '../../runbook/read/snippet.ts';
import { count } from '../../runbook/words/count.ts';
import type { Rule } from '../rule.ts';

export const draftWritten: Rule = {
  id: 'draft-written',
  summary: 'Write the sections of a draft before somebody needs them',
  level: 'warning',
  check({ page, runbook, book }, report) {
    if (runbook?.status !== 'draft') return;
    const owed = OWED.filter((field) => isMissing(runbook, field));
    for (const field of owed)
      report(`Add \`${field}\`: this draft has none yet.`, page.locate(['status'], 'key'));
    const empty = emptySections(page);
    for (const heading of empty)
      report(`Write \`${toString(heading)}\`: there is no text under this heading yet.`, rangeOf(heading));
    if (
      empty.length === 0 &&
      owed.length === 0 &&
      lackingSections(runbook, book.settings.sectionWords).length === 0
    )
      report(
        'Remove `status: draft` once somebody has read it through: every section is written.',
        page.locate(['status']),
      );
  },
  // Once for all of them: an import leaves many.
  checkBook({ book }, report) {
    const [first, ...others] = [...book.runbooks.values()].flatMap((runbook) => {
      const names =
        runbook.status === 'draft'
          ? lackingSections(runbook, book.settings.sectionWords).map(sectionNames)
          : [];
      return names.length === 0 ? [] : [{ runbook, names }];
    });
    if (!first) return;
    const named = others.slice(0, MOST_NAMED).map(({ runbook }) => `\`${runbook.id}\``);
    const more = others.length - named.length;
    const rest = `${count(others.length, 'more draft')} ${others.length === 1 ? 'lacks' : 'lack'} sections: ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
    report(
      first.runbook.path,
      `Write ${first.names.join(' and ')}: this draft has none yet.${others.length === 0 ? '' : ` ${rest}`}`,
      titleRange(first.runbook),
    );
  },
};

/** More drafts are only counted. */
const MOST_NAMED = 6;

/** Only incidents have a severity. */
function isMissing({ services, owner, severity, kind }: Runbook, field: (typeof OWED)[number]): boolean {
  switch (field) {
    case 'service':
      return services.length === 0;
    case 'owner':
      return owner === undefined;
    case 'severity':
      return kind === 'incident' && severity === undefined;
  }
}

/** Headings with nothing but comments below them, up to the next heading. */
function emptySections({ tree }: Page): RootContent[] {
  const empty: RootContent[] = [];
  let open: (RootContent & { type: 'heading' }) | undefined;
  for (const node of tree.children) {
    if (node.type === 'heading') {
      // A heading right below a higher one is what that one holds.
      if (open && node.depth <= open.depth) empty.push(open);
      open = node;
    } else if (!isComment(node)) open = undefined;
  }
  return open ? [...empty, open] : empty;
}

function isComment(node: RootContent): boolean {
  if (node.type === 'mdxFlowExpression') return commentIn(node.value) !== undefined;
  return node.type === 'html' && /^<!--[\s\S]*-->\s*$/.test(node.value);
}
