import { ONE_QUESTION } from './review-questions.ts';

/** Where a template wants what the machine knows. */
export const TEMPLATE_MARKS = {
  summary: '<!-- opsbook:summary -->',
  each: '<!-- opsbook:each-runbook -->',
  facts: '<!-- opsbook:facts -->',
  endEach: '<!-- opsbook:end-each -->',
} as const;

/** A worksheet's template, taken apart. */
export interface WorksheetTemplate {
  readonly before: string;
  /** What stands for each runbook, with a mark for what the machine knows. */
  readonly each: string;
  readonly after: string;
}

/** For a book that has no template of its own. */
export const STANDARD_TEMPLATE = `# Runbook review

${TEMPLATE_MARKS.summary}

- Reviewers: _names; not only the authors of the pages_

## Runbooks

${TEMPLATE_MARKS.each}

${TEMPLATE_MARKS.facts}
- [ ] Read to its end, and true.
- [ ] Its commands work. <!-- opsbook:if commands -->
- [ ] Its queries work. <!-- opsbook:if queries -->
- [ ] Its alerts fire as it says. <!-- opsbook:if alerts -->
- [ ] Its links work. <!-- opsbook:if links -->
- [ ] Its outputs and pictures are today's. <!-- opsbook:if outputs -->

${TEMPLATE_MARKS.endEach}

## Overall

- [ ] No incident of this quarter had a failure mode that no runbook covers.
- [ ] Somebody new followed one or two runbooks without help.

## Approved by

- _name, date_
`;

/** Takes a template apart; one without marks gets the machine's parts below its own text. */
export function readTemplate(text: string): WorksheetTemplate {
  const body = text
    .replace(/\r\n?/g, '\n')
    .replace(/^---\n[\s\S]*?\n---\n+/, '')
    .trim();
  const { summary, each, facts, endEach } = TEMPLATE_MARKS;
  const [start, end] = [body.indexOf(each), body.indexOf(endEach)];
  if (start < 0 || end < start) {
    const head = body.includes(summary) ? body : `${body}\n\n${summary}`;
    return { before: `${head}\n\n`, each: `${facts}\n\n${ONE_QUESTION}`, after: '\n' };
  }
  const inside = body.slice(start + each.length, end).trim();
  return {
    before: body.slice(0, start),
    each: inside.includes(facts) ? inside : `${facts}\n\n${inside}`,
    after: `${body.slice(end + endEach.length)}\n`,
  };
}
