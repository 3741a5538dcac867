import { dirname, join } from 'node:path';
import { glanceAt } from '../../review/glance.ts';
import type { Quarter } from '../../review/quarter.ts';
import { linesFor } from '../../review/review-questions.ts';
import { count } from '../../runbook/words/count.ts';
import { newWorksheet, sectionIds, updateWorksheet } from '../../review/worksheet.ts';
import type { MachineParts } from '../../review/worksheet.ts';
import { byNeed, isAskedFor, runbookPart, summaryPart } from '../../review/worksheet-facts.ts';
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

/** For a larger book the linter takes longer than everything else together, and signing asks it anyway. */
const MOST_LINTED = 500;

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
  const isLinted = reviews.length <= MOST_LINTED;
  const book = isLinted ? open.book() : open.bookBeside();
  const findings = isLinted ? await lintPages(book, paths, terminal) : undefined;
  const links = asksLinks ? await summarizeLinks(open, paths, terminal) : undefined;
  const commit = await headCommit(root);
  const path = `${layout.templates}/review.md`;
  const template = readTemplate(files.texts.find((one) => one.path === path)?.text ?? STANDARD_TEMPLATE);
  const { alertRules } = book;
  const glances = new Map(asked.map(({ runbook }) => [runbook.id, glanceAt(runbook.text)]));
  const known = await gatherKnown(asked, { open, alertRules, glances, findings, links, evidence });
  const heads = new Map(asked.map(({ runbook }) => [runbook.id, runbook]));
  for (const owner of owners) {
    const path = worksheetPath(layout.reviews, quarter.id, owner);
    const knownHere = new Map(
      asked
        .filter(({ runbook }) => runbook.owner === owner)
        .map((review) => [review, known(review, dirname(path))] as const),
    );
    const own = [...knownHere.keys()].toSorted(byNeed((review) => knownHere.get(review)?.risk ?? 'read'));
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
        remarks: remarksOn(open, isLinted),
      }),
      seen: new Set(sectionIds(sheets.get(owner) ?? '')),
      linesOf: (each, id) => {
        const head = heads.get(id);
        return head ? linesFor(each, head, glances.get(id)) : each;
      },
      runbooks: new Map(
        own.flatMap((review) => {
          const about = knownHere.get(review);
          return about ? [[review.runbook.id, runbookPart(review, about)] as const] : [];
        }),
      ),
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

function nameOf(owner: string | undefined, { teams }: Book): string {
  if (owner === undefined) return 'nobody';
  return teams.get(owner)?.name ?? owner;
}

function remarksOn({ facts }: OpenReview, isLinted: boolean): string[] {
  const { kind } = facts.history;
  return [
    ...(isLinted
      ? []
      : ['The linter was not asked, in a book of this size: opsbook lint says what it finds.']),
    ...(kind === 'shallow'
      ? ['The clone was shallow: changes before its oldest commit are not seen.']
      : kind === 'none'
        ? ['There was no git history: changes are not seen.']
        : []),
  ];
}
