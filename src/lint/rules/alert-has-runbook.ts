import type { Level } from '../../runbook/finding.ts';
import { isNoLink } from '../alert-facts.ts';
import type { AlertLinkFacts } from '../alert-facts.ts';
import type { Rule } from '../rule.ts';

export const alertHasRunbook: Rule = {
  id: 'alert-has-runbook',
  summary: 'Give every alert a runbook',
  level: 'error',
  looksAround: true,
  check() {},
  checkBook({ facts, book }, report) {
    const { annotations, levels } = book.settings.alerts;
    const bare = (facts.alerts?.links ?? []).filter(
      (link) => isNoLink(link) && link.named.length === 0 && !link.isExempt,
    );
    // Severities of one alert share its name, and one runbook would serve them all.
    for (const links of Map.groupBy(bare, ({ rule }) => rule.name).values()) {
      const found = heaviest(links, levels);
      if (!found) continue;
      const { rule, annotation } = found.link;
      const { name, path } = rule;
      const how = annotation
        ? `replace \`${annotation.value.trim()}\` in \`${annotation.name}\``
        : `add \`${annotations[0] ?? ''}\``;
      report(
        { path, level: found.level },
        `Write a runbook for \`${name}\`, name the alert in one, or ${how}: nobody who is paged by it would find help. \`opsbook alerts stub ${asWord(name)}\` writes a draft.`,
        rule.locate(['alert']),
      );
    }
  },
};

/** A name as a shell takes it: `'Node down'`. */
function asWord(name: string): string {
  return /^[\w.:/-]+$/.test(name) ? name : `'${name.replaceAll("'", "'\\''")}'`;
}

type Levels = Readonly<Record<string, Level | 'off'>>;

/** The rule with the gravest severity among those that ask for a runbook; undefined when none does. */
function heaviest(
  links: readonly AlertLinkFacts[],
  levels: Levels,
): { readonly link: AlertLinkFacts; readonly level: Level } | undefined {
  const weighed = links.flatMap((link) => {
    const level = levels[link.rule.labels['severity'] ?? ''] ?? 'error';
    return level === 'off' ? [] : [{ link, level }];
  });
  return weighed.find(({ level }) => level === 'error') ?? weighed[0];
}
