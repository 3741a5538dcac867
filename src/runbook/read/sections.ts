import type { Kind } from '../schema/page-schemas.ts';

/** The standard sections of each kind, in the order a responder needs them. */
export const SECTIONS: Readonly<Record<Kind, readonly string[]>> = {
  incident: [
    'Meaning',
    'Impact',
    'Diagnosis',
    'Mitigation',
    'Resolution',
    'Verification',
    'Rollback',
    'Escalation',
    'Tracing',
    'Related',
  ],
  procedure: ['Before you start', 'Steps', 'Verification', 'Rollback', 'Escalation', 'Related'],
  reference: [],
};

/** What a runbook cannot do without: of each group, at least one. */
const REQUIRED_SECTIONS: Readonly<Record<Kind, readonly (readonly string[])[]>> = {
  incident: [['Diagnosis'], ['Mitigation', 'Resolution']],
  procedure: [['Steps'], ['Verification']],
  reference: [],
};

/** The sections that a runbook of its kind cannot do without and that it does not have: of each group, one would do. */
export function lackingSections(
  { kind, sections }: { readonly kind: Kind; readonly sections: readonly { readonly title: string }[] },
  words: SectionWords,
): readonly (readonly string[])[] {
  const titles = new Set(sections.map(({ title }) => standardSection(title, words)));
  return REQUIRED_SECTIONS[kind].filter((group) => !group.some((name) => titles.has(name)));
}

/** `## Mitigation` or `## Resolution`, as it is written in a sentence. */
export function sectionNames(group: readonly string[]): string {
  return group.map((name) => `\`## ${name}\``).join(' or ');
}

/** A team's own words for the sections that a responder looks for. */
export type SectionWords = Readonly<Record<string, readonly string[]>>;

// Match `Meaning`, `User impact:`, `Alert details`; not `Impact on other teams`, `Summary of steps`.
const BACKGROUND =
  /^(?:meaning|(?:(?:user|business|customer|potential) )?impact|symptoms?|signs|summary|overview|background|context|description|about|alert(?: details?| name| description)?)[:.]?$/i;

/** Whether a section only tells what its reader has seen already: what it means, and whom it touches. */
export function isBackgroundSection(title: string, words: SectionWords): boolean {
  return BACKGROUND.test(standardSection(title.trim(), words));
}

/** The standard name of a heading: its own, or the one that a team's settings give its words. */
export function standardSection(title: string, words: SectionWords): string {
  const same = (word: string): boolean => word.toLowerCase() === title.toLowerCase();
  const renamed = Object.entries(words).find(([, own]) => own.some(same))?.[0];
  const standard = Object.values(SECTIONS).flat().find(same);
  return renamed ?? standard ?? title;
}
