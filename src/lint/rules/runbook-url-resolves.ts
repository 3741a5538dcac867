import type { Range } from '../../runbook/finding.ts';
import { isNoLink } from '../alert-facts.ts';
import type { AlertLinkFacts } from '../alert-facts.ts';
import type { ReportIn, Rule } from '../rule.ts';

export const runbookUrlResolves: Rule = {
  id: 'runbook-url-resolves',
  summary: 'Point the links of alert rules to pages and headings of this book',
  level: 'error',
  looksAround: true,
  check() {},
  checkBook({ facts }, report) {
    const strays: AlertLinkFacts[] = [];
    for (const link of facts.alerts?.links ?? []) {
      const { rule, annotation, landing } = link;
      if (!annotation || !landing || isNoLink(link)) continue;
      const { name, value } = annotation;
      // Asked for a finding alone: of a file that was read before, that takes reading it again.
      const place = (): Range => rule.locate(['annotations', name]);
      if (landing.kind === 'nowhere') {
        const hint = landing.nearest === undefined ? '' : ` Did you mean \`${landing.nearest}\`?`;
        report(rule.path, `Change \`${name}\`, \`${value}\`: ${landing.reason}.${hint}`, place());
      } else if (landing.kind === 'elsewhere' && !landing.isAllowed) {
        strays.push(link);
      } else if ('better' in landing && landing.better !== undefined) {
        const message = `Write \`${landing.better}\` in \`${name}\`: a host may not open this page at \`${value}\`, or may lose the values in the link.`;
        report({ path: rule.path, level: 'warning' }, message, place());
      }
    }
    reportStrays(strays, report);
  },
};

/** Links to one other site are one finding, at the first of them: they are settled together. */
function reportStrays(strays: readonly AlertLinkFacts[], report: ReportIn): void {
  for (const [host, links] of Map.groupBy(strays, hostOf)) {
    const [first] = links;
    if (!first?.annotation) continue;
    const { name, value } = first.annotation;
    const message =
      links.length === 1
        ? `Point \`${name}\` to a page of this book, or list its site under \`alerts.elsewhere\`: opsbook cannot see when \`${value}\` is gone.`
        : `Point ${links.length} links like this to pages of this book, or list \`${host}/\` under \`alerts.elsewhere\`: opsbook cannot see when they are gone.`;
    const at = first.rule.locate(['annotations', name]);
    report({ path: first.rule.path, level: 'warning' }, message, at);
  }
}

function hostOf({ annotation }: AlertLinkFacts): string {
  const value = annotation?.value ?? '';
  return /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(value)?.[0] ?? value;
}
