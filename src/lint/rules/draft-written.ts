import type { RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { commentIn } from '../../runbook/read/comment.ts';
import { OWED } from '../../runbook/read/parse.ts';
import type { Page, Runbook } from '../../runbook/read/parse.ts';
import { rangeOf } from '../../runbook/read/snippet.ts';
import type { Rule } from '../rule.ts';

export const draftWritten: Rule = {
  id: 'draft-written',
  summary: 'Write the sections of a draft before somebody needs them',
  level: 'warning',
  check({ page, runbook }, report) {
    if (runbook?.status !== 'draft') return;
    const owed = OWED.filter((field) => isMissing(runbook, field));
    for (const field of owed)
      report(`Add \`${field}\`: this draft has none yet.`, page.locate(['status'], 'key'));
    const empty = emptySections(page);
    for (const heading of empty)
      report(`Write \`${toString(heading)}\`: there is no text under this heading yet.`, rangeOf(heading));
    if (empty.length === 0 && owed.length === 0)
      report(
        'Remove `status: draft` once somebody has read it through: every section is written.',
        page.locate(['status']),
      );
  },
};

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
