import { dirname, join } from 'node:path';
import type { Quarter } from '../../review/quarter.ts';
import type { RunbookReview } from '../../review/review-book.ts';
import { count } from '../../runbook/words/count.ts';
import { newWorksheet, sectionIds, updateWorksheet } from '../../review/worksheet.ts';
import type { MachineParts } from '../../review/worksheet.ts';
import { isAskedFor, runbookPart, summaryPart } from '../../review/worksheet-facts.ts';
import { readTemplate, STANDARD_TEMPLATE } from '../../review/worksheet-template.ts';
import type { Book } from '../../runbook/book.ts';
import type { Evidence } from '../../runbook/records/evidence.ts';
import { headCommit } from '../../tools/git-files.ts';
import { readIfThere, rewriteText } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { gatherKnown } from './worksheet-sources.ts';
import { lintPages } from '../../judge/lint-counts.ts';
import { summarizeLinks } from './link-summaries.ts';
import type { OpenReview } from './open-review.ts';
import { worksheetPath } from './worksheet-path.ts';
import { writePlaces } from './write-sign-offs.ts';

interface Wanted {
  readonly open: OpenReview;
  readonly quarter: Quarter;
  /** Teams, and undefined for the runbooks that nobody owns. */
  readonly owners: readonly (string | undefined)[];
  /** Ids to ask for although nothing else calls for them. */
  readonly also?: readonly string[];
  readonly evidence: Evidence | undefined;
  /** Whether other sites are asked about links to them. */
  readonly asksLinks?: boolean;
}

/** Writes the worksheets of a quarter, or brings the machine's parts of them up to date. */
export async function writeWorksheets(wanted: Wanted, terminal: Terminal): Promise<void> {
  const { open, quarter, owners, also = [], evidence, asksLinks = false } = wanted;
  const { root, files, reviews } = open;
  const { layout } = files.reading.settings;
  const sheets = new Map<string | undefined, string | undefined>();
  for (const owner of owners)
    sheets.set(owner, await readIfThere(join(root, worksheetPath(layout.reviews, quarter.id, owner))));
  const asked = reviews.filter((review) => {
    const { id, owner } = review.runbook;
    if (!owners.includes(owner)) return false;
    return (
      isAskedFor(review, quarter) || also.includes(id) || sectionIds(sheets.get(owner) ?? '').includes(id)
    );
  });
  const paths = new Set(asked.map(({ runbook }) => runbook.path));
  const findings = await lintPages(open.book(), paths, terminal);
  const links = asksLinks ? await summarizeLinks(open, paths, terminal) : undefined;
  const book = open.book();
  const commit = await headCommit(root);
  const template = readTemplate(
    files.texts.find(({ path }) => path === `${layout.templates}/review.md`)?.text ?? STANDARD_TEMPLATE,
  );
  for (const owner of owners) {
    const path = worksheetPath(layout.reviews, quarter.id, owner);
    const known = gatherKnown({ open, book, findings, links, evidence, folder: dirname(path) });
    const own = asked.filter(({ runbook }) => runbook.owner === owner).toSorted(byId);
    const all = reviews.filter(({ runbook }) => runbook.owner === owner).length;
    const parts: MachineParts = {
      summary: summaryPart({
        quarter,
        owner: nameOf(owner, book),
        members: (owner === undefined ? undefined : book.teams.get(owner)?.members) ?? [],
        today: open.facts.today,
        asked: own,
        rest: all - own.length,
        commit,
        remarks: remarksOn(open),
      }),
      seen: new Set(sectionIds(sheets.get(owner) ?? '')),
      runbooks: new Map(own.map((review) => [review.runbook.id, runbookPart(review, known(review))])),
    };
    let isNew = false;
    const changed = await rewriteText(
      join(root, path),
      (text) => {
        isNew = text === undefined;
        return text === undefined ? newWorksheet(template, parts) : updateWorksheet(text, template, parts);
      },
      { inside: root },
    );
    if (changed === 'left') throw new UsageError(`${path} is not plain UTF-8: it was left alone.`);
    const done = changed === 'same' ? 'up to date' : isNew ? 'written' : 'updated';
    terminal.print(`${done}: ${path} (${count(own.length, 'runbook')})\n`);
  }
  const ids = asked.map(({ runbook }) => runbook.id);
  if (ids.length > 0) await writePlaces(ids, { root, folder: layout.reviews, quarter });
}

function byId(a: RunbookReview, b: RunbookReview): number {
  return a.runbook.id < b.runbook.id ? -1 : 1;
}

function nameOf(owner: string | undefined, { teams }: Book): string {
  if (owner === undefined) return 'nobody';
  return teams.get(owner)?.name ?? owner;
}

function remarksOn({ facts }: OpenReview): string[] {
  if (facts.history.kind === 'complete') return [];
  return [
    facts.history.kind === 'shallow'
      ? 'The clone was shallow: changes before its oldest commit are not seen.'
      : 'There was no git history: changes are not seen.',
  ];
}
