import type { RunbookDocument } from '../../machine/book-document.ts';
import { bookFiles } from '../../machine/book-files.ts';
import type { BookFile } from '../../machine/book-files.ts';
import { bookDocument } from '../../machine/describe-book.ts';
import { llmsFullText, llmsText } from '../../machine/llms-text.ts';
import type { ListedBook, ListedTwin } from '../../machine/llms-text.ts';
import { runbookTwin, twinWriter } from '../../machine/twins.ts';
import type { Apart, Twin, TwinSources } from '../../machine/twins.ts';
import type { OpenSite } from '../../site/open-site.ts';
import type { Place } from '../../site/places.ts';
import { noteQuestions } from '../../site/questions.ts';
import type { Question } from '../../site/questions.ts';
import { ruleText } from '../../site/rule-texts.ts';

/** A page of a site that has a twin. */
export type Twinned = Place & { readonly twin: string };

/** What a site has for assistants and other programs. */
export interface SiteForAgents {
  /** A page as Markdown. @param asked is told what it asks of the book */
  twin(place: Twinned, asked?: Set<Question>): Promise<Twin>;
  /** A runbook for a reader who has no site beside it. */
  apart(id: string, apart: Apart): Promise<string>;
  /** `book.json`, `llms.txt`, `llms-full.txt`. @param textOf the twin of a page, by its address */
  files(
    runbooks: ReadonlyMap<string, RunbookDocument>,
    textOf: (twin: string) => string,
  ): readonly BookFile[];
}

/** Whether a page of a site has a twin. */
export function isTwinned(place: Place): place is Twinned {
  return place.twin !== undefined;
}

/** Opens what a site has for assistants. @param proofOf what a run of the steps of a page gave */
export function openForAgents(
  site: OpenSite,
  places: ReadonlyMap<string, Place>,
  proofOf?: TwinSources['proofOf'],
): SiteForAgents {
  const { commandsOf } = site;
  const write = twinWriter({ pages: site.pages, commandsOf, proofOf, ruleTwin });
  return {
    async apart(id, apart) {
      const runbook = site.opened.book.runbooks.get(id);
      if (!runbook) throw new Error(`The book has no runbook ${id}.`);
      return (await runbookTwin(runbook, site.book, { commandsOf, proofOf, apart })).text;
    },
    twin: (place, asked = new Set()) => write(place, noteQuestions(site.book, asked)),
    files(runbooks, textOf) {
      const twinned = [...places.values()].filter(isTwinned);
      const own = twinned.filter(({ route }) => route !== '/rules/[id]');
      const full = llmsFullText(own.map(({ twin }) => ({ twin, text: textOf(twin) })));
      const documents = [...site.opened.book.runbooks.keys()].flatMap((id) => runbooks.get(id) ?? []);
      const list = llmsText({
        title: site.book.title(),
        isWhole: full !== undefined,
        parts: listedParts(site, twinned),
      });
      return [
        ...bookFiles(bookDocument(site.opened, documents)),
        { file: 'llms.txt', text: list },
        ...(full === undefined ? [] : [{ file: 'llms-full.txt', text: full }]),
      ];
    },
  };
}

async function ruleTwin(id: string): Promise<string> {
  // Its links are relative.
  return (await ruleText(id, '')).twin;
}

/** Pages by their kind. Few need those of the linter's rules: they stand in the part that llms.txt calls optional. */
function listedParts({ book }: OpenSite, twinned: readonly Twinned[]): ListedBook['parts'] {
  const listed = (route: string, about: (id: string) => Omit<ListedTwin, 'twin'>): ListedTwin[] =>
    twinned
      .filter((place) => place.route === route)
      .map(({ twin, shown }) => ({ twin, ...about(shown['id'] ?? shown['name'] ?? '') }));
  const guides = new Map(book.guides('guides').map((page) => [page.id, page]));
  const rules = new Map(book.rules().map((rule) => [rule.id, rule]));
  const line = (one: { readonly title: string; readonly summary: string } | undefined, id: string) => ({
    title: one?.title ?? id,
    summary: one?.summary ?? '',
  });
  return [
    { title: 'Runbooks', pages: listed('/runbooks/[...id]', (id) => line(book.runbookLine(id), id)) },
    { title: 'Guides', pages: listed('/guides/[...id]', (id) => line(guides.get(id), id)) },
    {
      title: 'Services',
      pages: listed('/services/[...id]', (id) => {
        const service = book.service(id);
        return { title: service?.name ?? id, summary: service?.description ?? '' };
      }),
    },
    {
      title: 'Alerts',
      pages: listed('/alerts/[name]', (name) => ({
        title: name,
        summary: book.alert(name)?.rules[0]?.annotations['summary'] ?? '',
      })),
    },
    {
      title: 'Optional',
      pages: listed('/rules/[id]', (id) => ({ title: id, summary: rules.get(id)?.summary ?? '' })),
    },
  ];
}
