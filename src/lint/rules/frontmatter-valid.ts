import type { Book } from '../../runbook/book.ts';
import type { Runbook } from '../../runbook/read/parse.ts';
import { isForeign, notAdopted } from '../foreign.ts';
import { NOT_ADOPTED } from '../gather.ts';
import { ruleOfReading } from '../rule.ts';
import type { Rule } from '../rule.ts';

const ofReading = ruleOfReading({
  id: 'frontmatter-valid',
  summary: 'Give every runbook frontmatter with the fields that responders and machines rely on',
  level: 'error',
});

const FILLED_IN = /template/i;

export const frontmatterValid: Rule = {
  ...ofReading,
  looksAround: true,
  check(context, report) {
    const { runbook, book } = context;
    // What is to be filled in is no YAML yet: `status: {proposed | accepted}`, `title: "{{ .Name }}"`.
    if (runbook && isForeign(runbook, book) && FILLED_IN.test(runbook.path)) return;
    // The parser also reports what other readers of YAML accept: tabs inside brackets.
    ofReading.check(context, (message, range, more = {}) =>
      report(message, range, { ...more, isSure: !message.startsWith('Fix the YAML: ') }),
    );
    if (!runbook || runbook.isForOpsbook || isBroken(runbook) || !isException(book)) return;
    const what = runbook.hasFrontmatter ? '' : 'frontmatter with `title`, ';
    report(
      `Add ${what}\`kind\`, \`summary\`, \`service\` and \`owner\`: without them, nobody can see whom to call.`,
      runbook.locate([]),
      { level: 'warning', kind: NOT_ADOPTED },
    );
  },
  checkBook(context, report) {
    ofReading.checkBook?.(context, report);
    const [first] = notAdopted(context.book);
    if (!first || isException(context.book)) return;
    const folder = context.book.settings.layout.runbooks || '.';
    const message = `Add \`kind\`, \`summary\`, \`service\` and \`owner\` to the pages of this book: \`opsbook import ${/^[\w./-]+$/.test(folder) ? folder : `'${folder}'`} --dry-run\` shows what it would write.`;
    report({ path: first.path, level: 'warning', kind: NOT_ADOPTED }, message);
  },
};

/** A page that lacks what most of its book has is told so; where most lack it, one finding is enough. */
function isException(book: Book): boolean {
  const lacking = notAdopted(book).size;
  return lacking === 1 || lacking * 2 <= book.runbooks.size;
}

/** Where the frontmatter cannot be read, nobody knows what is missing. */
function isBroken({ faults, hasFrontmatter }: Runbook): boolean {
  return hasFrontmatter && faults.some(({ ruleId }) => ruleId === 'frontmatter-valid');
}
