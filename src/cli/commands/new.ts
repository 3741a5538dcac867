import { join } from 'node:path';
import { draftRunbook } from '../../run/draft-runbook.ts';
import { fillTemplate } from '../../run/fill-template.ts';
import { incidentPage, recordName, slugOf } from '../../run/incident-page.ts';
import type { Book } from '../../runbook/book.ts';
import { withNotedTimeline } from '../../run/postmortem.ts';
import { didYouMean } from '../../runbook/words/nearest.ts';
import { printable } from '../../runbook/words/printable.ts';
import { KINDS } from '../../runbook/schema/page-schemas.ts';
import { writeNew } from '../../tools/write-file.ts';
import { whoami } from '../../tools/who.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { obtain, obtainSure } from '../new/ask.ts';
import type { Wish } from '../new/ask.ts';
import { openNote } from '../new/open-note.ts';
import { openNamedBook } from '../open-book.ts';
import { templateOf } from '../../judge/book-templates.ts';

const WHAT = ['runbook', 'incident', 'postmortem', 'handoff'] as const;
type What = (typeof WHAT)[number];

export const create = defineCommand({
  name: 'new',
  words: 'runbook|incident|postmortem|handoff [TITLE]',
  flags: {
    ...ROOT_FLAG,
    title: { type: 'string', value: 'TEXT', meaning: 'Its title' },
    kind: { type: 'string', choices: KINDS, meaning: 'Of a runbook: what it is about' },
    service: { type: 'string', value: 'ID', meaning: 'Of a runbook: what breaks' },
    owner: { type: 'string', value: 'ID', meaning: 'Of a runbook: the team that answers' },
    severity: { type: 'string', value: 'ID', meaning: 'Of a runbook about an incident' },
    id: {
      type: 'string',
      value: 'ID',
      meaning: 'Of a runbook: its address (default: from service and title)',
    },
    runbook: {
      type: 'string',
      value: 'ID',
      multiple: true,
      meaning: 'Of an incident: a runbook that was used; may be given again',
    },
    missing: {
      type: 'string',
      value: 'TEXT',
      multiple: true,
      meaning: 'Of an incident: what no runbook had an answer for; may be given again',
    },
    ref: { type: 'string', value: 'TEXT', meaning: 'Of an incident: its ticket or channel' },
    from: {
      type: 'string',
      value: 'NOTE',
      meaning: 'Of a postmortem: take title, day, runbooks and Timeline from this note',
    },
  },
  examples: [
    'opsbook new runbook "Queue backlog" --kind incident --service worker --owner platform --severity sev2',
    'opsbook new incident "Checkout answers slowly"',
    'opsbook new postmortem "Checkout was slow" --runbook shop/slow-checkout --missing "how to drain one node"',
    'opsbook new postmortem --from content/incidents/2026-11-29-checkout-answers-slowly.md',
    'opsbook new handoff',
  ],
  async run({ flags, words }, terminal) {
    const [word = '', named, ...more] = words;
    const what = WHAT.find((one) => one === word);
    if (!what)
      throw new UsageError(`new takes one of ${WHAT.join(', ')}.${word ? didYouMean(word, WHAT) : ''}`);
    if (named !== undefined && (more.length > 0 || flags.title !== undefined || what === 'handoff'))
      throw new UsageError(
        `new ${what} takes ${what === 'handoff' ? 'no title' : 'one title, in quotes'}, not \`${printable([named, ...more].join(' '))}\`. See opsbook new --help.`,
      );
    const title = named ?? flags.title;
    const given: Given = title === undefined ? flags : { ...flags, title };
    const { root, book } = await openNamedBook(flags.root, terminal);
    const { path, text } = await compose(what, { flags: given, book, terminal, root });
    if (!(await writeNew(join(root, path), text, { inside: root })))
      throw new UsageError(`\`${path}\` is there already, and nothing was written over it.`);
    terminal.print(`${printable(path)}\n`);
    return 0;
  },
});

interface Given {
  readonly title?: string;
  readonly kind?: string;
  readonly service?: string;
  readonly owner?: string;
  readonly severity?: string;
  readonly id?: string;
  readonly runbook?: readonly string[];
  readonly missing?: readonly string[];
  readonly ref?: string;
  readonly from?: string;
}

interface Composing {
  readonly flags: Given;
  readonly book: Book;
  readonly terminal: Terminal;
  readonly root: string;
}

interface Composed {
  readonly path: string;
  readonly text: string;
}

function compose(what: What, composing: Composing): Promise<Composed> {
  if (what === 'runbook') return composeRunbook(composing);
  return what === 'handoff' ? composeHandoff(composing) : composeIncident(what, composing);
}

async function composeRunbook({ flags, book, terminal }: Composing): Promise<Composed> {
  const title = await obtainSure(
    flags.title,
    { flag: 'title', question: 'What is wrong, or what is done, in a few words?' },
    terminal,
  );
  const kindWish: Wish = {
    flag: 'kind',
    question: `Which kind: ${KINDS.join(', ')}?`,
    fault: oneOf('kind', KINDS),
  };
  const asked = await obtainSure(flags.kind, kindWish, terminal);
  const kind = KINDS.find((one) => one === asked) ?? 'incident';
  const services = [...book.services.keys()];
  const teams = [...book.teams.keys()];
  const service = await obtainSure(
    flags.service,
    known('service', 'Which service breaks?', services),
    terminal,
  );
  const owner = await obtainSure(flags.owner, known('owner', 'Which team answers?', teams), terminal);
  const severities = [...book.severities.keys()];
  const severity =
    kind === 'incident'
      ? await obtain(flags.severity, known('severity', 'How bad is it?', severities), terminal)
      : flags.severity;
  const folder = book.services.get(service)?.system || service;
  const id = flags.id ?? `${folder}/${slugOf(title)}`;
  if (!/^[\p{Ll}\p{Lo}\p{N}_-]+(\/[\p{Ll}\p{Lo}\p{N}_-]+)*$/u.test(id))
    throw new UsageError(`--id: \`${id}\` is not an address: use words in lower case, with - and /.`);
  const other = book.runbooks.get(id);
  if (other) throw new UsageError(`\`${other.path}\` is there already, and nothing was written over it.`);
  const path = [book.settings.layout.runbooks, `${id}.mdx`].filter(Boolean).join('/');
  return { path, text: draftRunbook({ title, kind, service, owner, severity }) };
}

async function composeIncident(what: 'incident' | 'postmortem', composing: Composing): Promise<Composed> {
  const { flags, book, terminal, root } = composing;
  if (flags.from !== undefined && what !== 'postmortem')
    throw new UsageError('--from is for a postmortem: opsbook new postmortem --from NOTE.');
  const noted = flags.from === undefined ? undefined : await openNote(flags.from, composing);
  const title = await obtainSure(
    flags.title ?? noted?.title,
    { flag: 'title', question: 'What is wrong, in a few words?' },
    terminal,
  );
  const ref =
    noted && flags.ref === undefined
      ? noted.ref
      : await obtain(
          flags.ref,
          { flag: 'ref', question: 'Its ticket or channel?', isOptional: true },
          terminal,
        );
  const isAsked = what === 'postmortem' && !noted && !flags.runbook && !flags.missing;
  const used = flags.runbook ?? noted?.runbooks ?? (isAsked ? await askRunbooks(book, terminal) : []);
  for (const id of used) {
    const fault = oneOf('runbook', [...book.runbooks.keys()])(id);
    if (fault !== undefined) throw new UsageError(`--runbook: ${fault}`);
  }
  const lack: Wish = {
    flag: 'missing',
    question: 'What did no runbook have an answer for?',
    isOptional: true,
  };
  const told = isAsked ? await obtain(undefined, lack, terminal) : undefined;
  const missing = flags.missing ?? (told === undefined ? [] : [told]);
  const at = noted?.date === undefined ? new Date() : new Date(`${noted.date}T00:00:00Z`);
  const runbooks = used.map((id) => ({ id, title: book.runbooks.get(id)?.title ?? id }));
  const page = incidentPage(await templateOf(book, what), {
    ...{ title, at, ref, runbooks, missing },
    who: await whoami(root),
  });
  const text = noted ? withNotedTimeline(page, noted) : page;
  const name = recordName({ title, at }, what === 'postmortem' ? '-postmortem' : '');
  return { path: `${book.settings.layout.incidents}/${name}`, text };
}

async function askRunbooks(book: Book, terminal: Terminal): Promise<readonly string[]> {
  const isKnown = oneOf('runbook', [...book.runbooks.keys()]);
  const question = 'Which runbooks were used? Ids, with commas between them';
  const fault = (answer: string): string | undefined =>
    idsOf(answer)
      .map(isKnown)
      .find((one) => one !== undefined);
  const answer = await obtain(undefined, { flag: 'runbook', question, isOptional: true, fault }, terminal);
  return idsOf(answer ?? '');
}

function idsOf(answer: string): readonly string[] {
  return answer.split(/[\s,]+/).filter(Boolean);
}

async function composeHandoff({ book, root }: Composing): Promise<Composed> {
  const at = new Date();
  const text = fillTemplate(await templateOf(book, 'handoff'), { at, who: await whoami(root) });
  const { incidents } = book.settings.layout;
  const folder = `${incidents.slice(0, incidents.lastIndexOf('/') + 1)}handoffs`;
  return { path: `${folder}/${at.toISOString().slice(0, 10)}.md`, text };
}

function known(flag: string, question: string, ids: readonly string[]): Wish {
  // A book that has none yet takes any.
  if (ids.length === 0) return { flag, question };
  const shown = ids.length <= 12 ? ` (${ids.join(', ')})` : '';
  return { flag, question: `${question}${shown}`, fault: oneOf(flag, ids) };
}

function oneOf(what: string, ids: readonly string[]): (answer: string) => string | undefined {
  return (answer) =>
    ids.includes(answer) ? undefined : `no ${what} is called \`${answer}\`.${didYouMean(answer, ids)}`;
}
