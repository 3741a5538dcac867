import type { Program } from '../../runbook/read/page.ts';
import type { Rule } from '../rule.ts';

export const noExpression: Rule = {
  id: 'no-expression',
  summary: 'Leave `{expressions}` out of runbooks',
  level: 'error',
  isFirm: true,
  check({ page }, report) {
    for (const program of page.programs)
      if (program.kind === 'expression')
        report(messageOf(program), program.range, { subject: `{${shownOf(program)}}` });
  },
};

function shownOf({ source }: Program): string {
  return /^[^\r\n]{0,60}/.exec(source.trim())?.[0] ?? '';
}

function messageOf(program: Program): string {
  const { attribute } = program;
  const shown = shownOf(program);
  if (attribute === '') return `Write the attributes out in place of \`{${shown}}\`: a runbook is data.`;
  if (attribute !== undefined)
    return `Write \`${attribute}="…"\` in place of \`{${shown}}\`: a runbook is data, and takes text alone.`;
  if (shown.startsWith('/*')) return 'Remove the `}` inside this comment: it ends it too early.';
  return `Put \`{${shown}}\` in backticks or write \`\\{\`: a runbook is data, and nothing in braces is run.`;
}
