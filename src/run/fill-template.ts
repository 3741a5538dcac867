/** What the machine knows when a note or a report begins; what it does not know stays to be written. */
export interface RecordFacts {
  readonly at: Date;
  readonly title?: string | undefined;
  readonly who?: string | undefined;
  /** With how it is known, as in `SEV-2, as the runbook has it`. */
  readonly severity?: string | undefined;
  readonly services?: readonly string[] | undefined;
  /** As they are shown, as in `` `pilot/disk-full` ``. */
  readonly runbooks?: readonly string[] | undefined;
  readonly ref?: string | undefined;
  /** `open`, where nothing else is said. */
  readonly status?: string | undefined;
  readonly impact?: string | undefined;
  /** What first showed it. */
  readonly sign?: string | undefined;
  /** What was posted last, and what comes next; of a status update. */
  readonly since?: string | undefined;
  readonly doing?: string | undefined;
  readonly next?: string | undefined;
}

/** A place of a template that the machine can fill, and what stands there then; nothing where it is not known. */
interface Place {
  readonly pattern: RegExp;
  readonly text: string | undefined;
}

// Each matches an emphasis after a label, as in `- Declared by: _who_`, or one in the title.
function listPlaces(facts: RecordFacts): readonly Place[] {
  const { at, title, who, severity, services, runbooks, ref, status = 'open' } = facts;
  return [
    { pattern: /^((?:#|\*\*)[^\n]{0,99}?)_date,? YYYY-MM-DD_/im, text: at.toISOString().slice(0, 10) },
    { pattern: /^(# [^\n]{0,99}?)_(?:what is wrong|one line)[^_\n]*_/im, text: title },
    { pattern: /^(\*\*[^_\n]{0,99})_what is wrong[^_\n]{0,99}_/im, text: title },
    { pattern: /^(- (?:Declared by|From): )_[^_\n]*_/im, text: who },
    { pattern: /^(- Severity: )_[^_\n]*_/im, text: severity },
    { pattern: /^(- (?:System and )?services?: )_[^_\n]*_/im, text: services?.join(', ') },
    { pattern: /^(- Runbooks?: )_[^_\n]*_/im, text: runbooks?.join(', ') },
    { pattern: /^(- Incident channel or ticket: )_[^_\n]*_/im, text: ref },
    { pattern: /^(- Status: )_[^_\n]*_/im, text: status },
    { pattern: /^(- Impact: )_[^_\n]*_/im, text: facts.impact },
    { pattern: /^(- First sign: )_[^_\n]*_/im, text: facts.sign },
    { pattern: /^(- What: )_[^_\n]*_/im, text: title },
    { pattern: /^(- Since: )_[^_\n]*_/im, text: facts.since },
    { pattern: /^(- Doing now: )_[^_\n]*_/im, text: facts.doing },
    { pattern: /^(- Next update: )_[^_\n]*_/im, text: facts.next },
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
