import { isNoLink, linksOf } from '../alert-facts.ts';
import type { AlertLinkFacts } from '../alert-facts.ts';
import type { Rule } from '../rule.ts';

export const alertUnreachable: Rule = {
  id: 'alert-unreachable',
  summary: 'Let the link of an alert lead to the runbook that names it',
  level: 'error',
  looksAround: true,
  asksSearch: true,
  check({ page, runbook, facts }, report) {
    if (!runbook || !facts.alerts) return;
    for (const name of unlistedAlerts(linksOf(runbook, facts.alerts))) {
      // Nobody can tell this of a book that cannot be searched.
      if (!facts.search || facts.search.first(name) === runbook.id) continue;
      const message = `Add \`${name}\` to \`alerts\`: the link of its rule leads here, but a search for its name does not.`;
      report(message, page.locate(['alerts'], 'key'));
    }
  },
  checkBook({ facts }, report) {
    const links = facts.alerts?.links ?? [];
    const isLinking = links.some((link) => !isNoLink(link));
    for (const link of links) {
      const { rule, named, annotation } = link;
      const title = named[0]?.title ?? '';
      if (isAstray(link)) {
        const message = `Change \`${annotation?.name ?? ''}\`: it leads to \`${link.linked[0]?.path ?? ''}\`, but the runbook that names the alert is \`${named[0]?.path ?? ''}\`.`;
        report(rule.path, message, rule.locate(['annotations', annotation?.name ?? '']));
      } else if (isLinking && isNoLink(link) && named.length > 0 && !link.isExempt) {
        const message = `Add a link to \`${rule.name}\`: it has a runbook, ${title}, and its notification has no link to it. \`opsbook alerts annotate --write\` adds it.`;
        report({ path: rule.path, level: 'warning' }, message, rule.locate(['alert']));
      }
    }
  },
};

/** The link leads to one runbook, and the frontmatter of others names the alert. */
function isAstray({ linked, named, rule }: AlertLinkFacts): boolean {
  const naming = named.filter(({ alerts }) => alerts.includes(rule.name));
  return linked.length > 0 && naming.length > 0 && !linked.some((runbook) => naming.includes(runbook));
}

/** Alerts whose links lead to a runbook, and that no runbook names. */
function unlistedAlerts(links: readonly AlertLinkFacts[]): ReadonlySet<string> {
  return new Set(links.filter(({ named }) => named.length === 0).map(({ rule }) => rule.name));
}
