import { basename, resolve } from 'node:path';
import { readNotedIncident } from '../../run/postmortem.ts';
import type { NotedIncident } from '../../run/postmortem.ts';
import type { Book } from '../../runbook/book.ts';
import { readIncident } from '../../runbook/records/incidents.ts';
import { printable } from '../../runbook/words/printable.ts';
import { frontmatterPlace } from '../../runbook/yaml/frontmatter-place.ts';
import { readIfThere } from '../../tools/write-file.ts';
import { UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';

/** What a note says of its incident, its frontmatter first. */
export interface OpenedNote extends NotedIncident {
  readonly ref: string | undefined;
}

/** Reads the note that a postmortem is to begin with. Runbooks that the book does not have are left out, and said. */
export async function openNote(
  file: string,
  { book, terminal }: { readonly book: Book; readonly terminal: Terminal },
): Promise<OpenedNote> {
  const text = await readIfThere(resolve(terminal.folder, file)).catch((cause: unknown) => {
    throw new UsageError(`--from: \`${file}\` cannot be read.`, { cause });
  });
  if (text === undefined) throw new UsageError(`--from: there is no file \`${file}\`.`);
  const head = frontmatterPlace(text);
  const claimed = head ? readIncident({ path: file, text, faults: [] }).incident : undefined;
  const noted = readNotedIncident(head ? text.slice(head.end).replace(/^---[^\n]*\n/, '') : text);
  if (!claimed && noted.timeline.length === 0 && noted.runbooks.length === 0)
    throw new UsageError(
      `--from: \`${basename(file)}\` is not a note of an incident: it has no \`## Timeline\` with lines in it, and no steps of a run.`,
    );
  const title = claimed?.title === file ? noted.title : (claimed?.title ?? noted.title);
  const named = [...new Set([...(claimed?.runbooks ?? []), ...noted.runbooks])];
  const unknown = named.filter((id) => !book.runbooks.has(id));
  for (const id of unknown)
    terminal.warn(
      `${printable(`The note names \`${id}\`, which is not a runbook of this book: it is left out.`)}\n`,
    );
  return {
    ...noted,
    ...{ title, ref: claimed?.ref, date: claimed?.date ?? noted.date },
    runbooks: named.filter((id) => book.runbooks.has(id)),
  };
}
