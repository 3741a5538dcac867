import type { LinkAnswer } from '../../runbook/links/external-link.ts';
import type { Fix, Level, Range } from '../../runbook/finding.ts';
import { printable } from '../../runbook/words/printable.ts';
import type { Page } from '../../runbook/read/parse.ts';
import type { Rule } from '../rule.ts';

export const urlAnswers: Rule = {
  id: 'url-answers',
  summary: 'Link to pages of other sites that are still there',
  level: 'error',
  check({ page, facts }, report) {
    for (const { url, range } of page.links) {
      const said = sayAnswer(url, facts.external?.get(url));
      if (said)
        report(said.message, range, { level: said.level, ...fixOf(page, { url, range, to: said.to }) });
    }
  },
  checkBook({ book, facts }, report) {
    for (const service of book.services.values()) {
      for (const field of ['health', 'dashboards'] as const) {
        for (const [index, { url = '' }] of (service[field] ?? []).entries()) {
          const said = sayAnswer(url, facts.external?.get(url));
          const at = service.locate([field, index, 'url']);
          if (said) report({ path: service.path, level: said.level }, said.message, at);
        }
      }
    }
  },
};

interface Said {
  readonly message: string;
  readonly level: Level;
  readonly to?: string;
}

function sayAnswer(url: string, answer: LinkAnswer | undefined): Said | undefined {
  switch (answer?.kind) {
    case 'gone':
      return { level: 'error', message: `Change \`${url}\`: ${answer.reason}.` };
    case 'unsure':
      return { level: 'warning', message: `Check \`${url}\`: ${answer.reason}.` };
    case 'no-anchor':
      return { level: 'warning', message: `Change \`${url}\`: the page has no \`#${answer.anchor}\`.` };
    case 'moved': {
      const message = `Replace \`${url}\` with \`${answer.to}\`: it has moved there for good.`;
      return { level: 'warning', message, to: answer.to };
    }
    case 'good':
    case 'private':
    case undefined:
      return undefined;
  }
}

interface Moved {
  readonly url: string;
  readonly range: Range | undefined;
  readonly to: string | undefined;
}

/** A server chooses the new address: it is only put into a text in which it can start nothing. */
function fixOf({ text }: Page, { url, range, to }: Moved): { fix?: readonly Fix[] } {
  if (to === undefined || !range || printable(to) !== to || /[\s<>()[\]{}"'`\\|*]/.test(to)) return {};
  const source = text.slice(range.start.offset, range.end.offset);
  const at = source.indexOf(url);
  // `[https://x](https://x)` shows the address: a person changes both.
  if (at < 0 || source.indexOf(url, at + 1) >= 0) return {};
  const start = range.start.offset + at;
  return { fix: [{ start, end: start + url.length, text: to }] };
}
