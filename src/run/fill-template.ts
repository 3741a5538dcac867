/** What the machine knows when a note or a report begins; what it does not know stays to be written. */
export interface RecordFacts {
  readonly at: Date;
  readonly title?: string | undefined;
  readonly who?: string | undefined;
  readonly severity?: string | undefined;
  readonly services?: readonly string[] | undefined;
  /** As they are shown, as in `` `pilot/disk-full` ``. */
  readonly runbooks?: readonly string[] | undefined;
  readonly ref?: string | undefined;
}

/** A place of a template that the machine can fill, and what stands there then; nothing where it is not known. */
interface Place {
  readonly pattern: RegExp;
  readonly text: string | undefined;
}

// Each matches an emphasis after a label, as in `- Declared by: _who_`, or one in the title.
function listPlaces({ at, title, who, severity, services, runbooks, ref }: RecordFacts): readonly Place[] {
  return [
    { pattern: /^(#[^\n]{0,99}?)_date,? YYYY-MM-DD_/im, text: at.toISOString().slice(0, 10) },
    { pattern: /^(# [^\n]{0,99}?)_(?:what is wrong|one line)[^_\n]*_/im, text: title },
    { pattern: /^(- (?:Declared by|From): )_[^_\n]*_/im, text: who },
    { pattern: /^(- Severity: )_[^_\n]*_/im, text: severity && `${severity}, as the runbook has it` },
    { pattern: /^(- (?:System and )?services?: )_[^_\n]*_/im, text: services?.join(', ') },
    { pattern: /^(- Runbooks?: )_[^_\n]*_/im, text: runbooks?.join(', ') },
    { pattern: /^(- Incident channel or ticket: )_[^_\n]*_/im, text: ref },
    { pattern: /^(- Status: )_[^_\n]*_/im, text: 'open' },
  ];
}

/** A template's text, without its frontmatter, with what is known filled in. */
export function fillTemplate(template: string, facts: RecordFacts): string {
  const body = template.replace(/^---\r?\n[^]*?\r?\n---[ \t]*\r?\n/, '').trim();
  const filled = listPlaces(facts).reduce(
    (text, { pattern, text: known }) =>
      known ? text.replace(pattern, (_, before: string) => before + known) : text,
    body,
  );
  return `${filled}\n`;
}
