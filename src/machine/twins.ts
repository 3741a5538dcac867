import type { AlertRule } from '../alerts/alert-rule.ts';
import type { SnippetFacts } from '../run/plan.ts';
import { oneReading } from '../runbook/read/one-reading.ts';
import type { Page, Runbook } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { alertMarkdown } from './alert-markdown.ts';
import type { ShownAlert } from './alert-markdown.ts';
import type { RunbookDocument } from './book-document.ts';
import type { BookFacts } from './book-facts.ts';
import { runbookDocument } from './describe-book.ts';
import type { Describing } from './describe-book.ts';
import { guideMarkdown, runbookMarkdown } from './runbook-markdown.ts';
import type { Where } from './head-facts.ts';
import { sayProof } from './say-proof.ts';
import { serviceMarkdown } from './service-markdown.ts';
import type { ServiceWriting } from './service-markdown.ts';
import { wayFromTwin } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** What the twins of a site's pages ask of its book: questions that the pages ask as well. */
export interface TwinBook extends BookFacts {
  alert(name: string): ShownAlert | undefined;
  alertsSharing(name: string): readonly ShownAlert[];
  page(folder: 'runbooks' | 'guides', id: string): { readonly path: string } | undefined;
  runbooksOfService(id: string): ServiceWriting['runbooks'];
  alertsOfService(id: string): ServiceWriting['alerts'];
  systemName(id: string): string;
  /** Pages ask it too: the risk of a step depends on it. */
  commands(): unknown;
}

/** What the twins of a site are written with. */
export interface TwinSources {
  readonly pages: ReadonlyMap<string, Page>;
  /** Judges the commands of a page. */
  readonly commandsOf: (page: Page) => Promise<ReadonlyMap<Snippet, SnippetFacts>>;
  /** The twin of the page of a rule, which was written when opsbook was compiled. */
  readonly ruleTwin: (id: string) => Promise<string>;
  readonly proofOf?: ((page: Page) => Describing['proofOf']) | undefined;
}

/** A page of a site that has a twin: see `site/places.ts`. */
export interface TwinPlace {
  readonly address: string;
  readonly route: string;
  readonly shown: Readonly<Record<string, string>>;
}

/** A page as Markdown, and of a runbook what `book.json` has of it. */
export interface Twin {
  readonly text: string;
  readonly runbook?: RunbookDocument;
}

/** A runbook where there is no site: how other pages are reached, and whether its steps are counted. */
export interface Apart {
  readonly way: Way;
  readonly isNumbered: boolean;
}

/** Writes the twins of a site's pages. */
export function twinWriter(sources: TwinSources): (place: TwinPlace, book: TwinBook) => Promise<Twin> {
  const { pages, ruleTwin } = sources;
  return async ({ address, route, shown }, book) => {
    const [id = '', where] = [shown['id'] ?? shown['name'], { facts: book, way: wayFromTwin(address) }];
    switch (route) {
      case '/runbooks/[...id]':
        return runbookTwin(pageOf(book.page('runbooks', id)), book, sources);
      case '/guides/[...id]':
        return { text: guideMarkdown(pageOf(book.page('guides', id)), where) };
      case '/services/[...id]': {
        const service = there(book.service(id), address);
        return {
          text: serviceMarkdown(service, {
            ...where,
            system: book.systemName(service.system),
            runbooks: book.runbooksOfService(id),
            alerts: book.alertsOfService(id),
          }),
        };
      }
      case '/alerts/[name]':
        return { text: alertTwin(there(book.alert(id), address), where, book) };
      case '/rules/[id]':
        return { text: await ruleTwin(id) };
      default:
        throw new Error(`Nothing writes the twin of ${route}.`);
    }
  };

  function pageOf(entry: { readonly path: string } | undefined): Page {
    return there(pages.get(entry?.path ?? ''), entry?.path ?? 'a page');
  }
}

/** Writes one runbook, as its twin or for a reader who has no site beside it. */
export async function runbookTwin(
  page: Page,
  book: TwinBook,
  { commandsOf, proofOf, apart }: Pick<TwinSources, 'commandsOf' | 'proofOf'> & { readonly apart?: Apart },
): Promise<Twin> {
  // A page of the folder of runbooks is one.
  const runbook = oneReading(page as Runbook);
  book.commands();
  const commands = await commandsOf(runbook);
  const proofs = proofOf?.(runbook);
  const verified = (snippet: Snippet): string | undefined => sayProof(proofs?.(snippet));
  return {
    text: runbookMarkdown(runbook, { facts: book, commands, verified, ...apart }),
    runbook: runbookDocument(runbook, { facts: book, commands, proofOf: proofs }),
  };
}

/** Alerts whose names differ only by what an address cannot hold share a page, and a twin. */
function alertTwin(alert: ShownAlert, where: Where, book: TwinBook): string {
  return book
    .alertsSharing(alert.name)
    .map((one) => alertMarkdown(one, { ...where, dialect: dialectOf(book.alertRules(one.name)) }))
    .join('\n');
}

function dialectOf([rule]: readonly AlertRule[]): AlertRule['dialect'] | undefined {
  return rule?.dialect;
}

function there<T>(found: T | undefined, what: string): T {
  if (found === undefined) throw new Error(`${what} is not in the book that its twin is written of.`);
  return found;
}
