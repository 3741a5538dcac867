import { stringify } from 'yaml';
import type { Kind } from '../runbook/schema/page-schemas.ts';

/** What a new runbook begins with. */
export interface DraftFacts {
  readonly title: string;
  readonly kind: Kind;
  readonly service: string;
  readonly owner: string;
  readonly severity: string | undefined;
}

/** What belongs into each section, for whoever writes it. */
const GUIDANCE: Readonly<Record<Kind, readonly (readonly [section: string, guidance: string])[]>> = {
  incident: [
    ['Meaning', 'What is broken, in a sentence or two.'],
    ['Impact', 'Who notices, and what they cannot do.'],
    [
      'Diagnosis',
      'What to look at first: a question, a command with its expected output, and where each answer leads.',
    ],
    ['Mitigation', 'What stops the damage, before the cause is known.'],
    ['Verification', 'How to see that it helped.'],
    ['Rollback', 'How to undo each step that changes something.'],
    ['Escalation', 'Whom to call, when, and what to have at hand.'],
  ],
  procedure: [
    ['Before you start', 'What must be true, and what must be at hand.'],
    ['Steps', 'What to do, one command a step, with its expected output.'],
    ['Verification', 'How to see that it worked.'],
    ['Rollback', 'How to go back.'],
  ],
  reference: [['Facts', 'What a responder looks up here.']],
};

/** A runbook to be written: what belongs into its sections stands in comments, so that lint asks for each. */
export function draftRunbook({ title, kind, service, owner, severity }: DraftFacts): string {
  const frontmatter = stringify({
    title,
    kind,
    summary: 'To be written: what this is about, in one sentence.',
    service,
    owner,
    ...(severity === undefined ? {} : { severity }),
    status: 'draft',
  });
  const sections = GUIDANCE[kind].map(([section, guidance]) => `## ${section}\n\n{/* ${guidance} */}\n`);
  return `---\n${frontmatter}---\n\n${sections.join('\n')}`;
}
