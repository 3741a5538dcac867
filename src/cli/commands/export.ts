import { resolve } from 'node:path';
import { contentOf } from '../../judge/book-reviews.ts';
import { bookOf } from '../../judge/open-book.ts';
import type { OpenBook } from '../../judge/open-book.ts';
import { alertManifest } from '../../machine/alert-manifest.ts';
import type { BookDocument } from '../../machine/book-document.ts';
import { bookDocument, writtenJson } from '../../machine/describe-book.ts';
import { proofsOf } from '../../machine/proofs.ts';
import { holmesSkills, standardSkills } from '../../machine/skills.ts';
import type { Skill, SkillSources } from '../../machine/skills.ts';
import type { Twin } from '../../machine/twins.ts';
import type { BookFiles } from '../../runbook/book.ts';
import { count } from '../../runbook/words/count.ts';
import { trimMarks } from '../../runbook/words/trim-marks.ts';
import { openSite } from '../../site/open-site.ts';
import { fileOf, listPlaces } from '../../site/places.ts';
import { freshFolder, isReplaceable, removeFolder, replaceFolder } from '../../tools/build-site.ts';
import { contentHash } from '../../tools/content-hash.ts';
import { openRepository } from '../../tools/git.ts';
import { writePage } from '../../tools/site-files.ts';
import { writeWhole } from '../../tools/write-file.ts';
import { zipFiles } from '../../tools/zip-files.ts';
import { isTwinned, openForAgents } from '../build/site-for-agents.ts';
import type { SiteForAgents } from '../build/site-for-agents.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import type { Terminal } from '../command.ts';
import { writeArchive } from '../export/write-archive.ts';
import { EMPTY_FLAG, OUTSIDE_FLAG } from '../book-flags.ts';
import { openRulesBook, refuseEmpty } from '../open-book.ts';
import { readEvidence } from '../review/read-evidence.ts';
import { readNow, TODAY_FLAG } from '../review/today.ts';

export const exportBook = defineCommand({
  name: 'export',
  flags: {
    ...ROOT_FLAG,
    ...OUTSIDE_FLAG,
    ...TODAY_FLAG,
    ...EMPTY_FLAG,
    json: { type: 'boolean', meaning: 'Print the whole book as one JSON document (book.schema.json)' },
    markdown: {
      type: 'string',
      value: 'DIR',
      meaning: 'Write every page that has a Markdown twin in the site',
    },
    skills: { type: 'string', value: 'DIR', meaning: 'Write Agent Skills: a folder for each service' },
    for: {
      type: 'string',
      value: 'READER',
      choices: ['holmes'],
      meaning: 'With --skills, write them as this program loads them: holmes',
    },
    zip: { type: 'boolean', meaning: 'With --skills, write an archive for each in place of its folder' },
    manifest: { type: 'string', value: 'FILE', meaning: 'Write which runbook answers which alert, as JSON' },
    evidence: {
      type: 'string',
      value: 'FILE',
      meaning: 'Say of each step what this run of opsbook verify --evidence saw',
    },
    archive: {
      type: 'string',
      value: 'FILE.zip',
      meaning: 'Write the whole site as one file that opens from a disk',
    },
  },
  examples: [
    'opsbook export --json > book.json',
    'opsbook export --markdown runbooks-for-agents',
    'opsbook export --skills skills',
    'opsbook export --manifest alerts.json',
    'opsbook export --archive runbooks.zip',
  ],
  async run({ flags }, terminal) {
    const { json = false, markdown, skills, manifest, archive, zip = false } = flags;
    const isForAgents = json || [markdown, skills, manifest].some((one) => one !== undefined);
    if (!isForAgents && archive === undefined)
      throw new UsageError(
        'export takes what it should write: --json, --markdown DIR, --skills DIR, --manifest FILE or --archive FILE.zip.',
      );
    if (skills === undefined && (zip || flags.for !== undefined))
      throw new UsageError(`--${zip ? 'zip' : 'for'} is for --skills DIR: give that too.`);
    if (archive !== undefined && !/\.zip$/i.test(archive))
      throw new UsageError(`--archive takes the name of a .zip, not \`${archive}\`.`);
    const evidence = await readEvidence(flags.evidence, terminal);
    const opened = await openRulesBook(flags, terminal);
    refuseEmpty(opened.book, flags['allow-empty']);
    const now = readNow(flags.today, terminal);
    if (archive !== undefined) {
      const out = resolve(terminal.folder, archive);
      const own = bookOf(opened.root, withoutManual(opened.files));
      const made = await writeArchive({ opened: own, out, now, url: opened.book.settings.url });
      terminal.warn(`Wrote ${count(made, 'page')} into ${out}.\n`);
    }
    if (!isForAgents) return 0;
    const { today } = now;
    const described = await describe(opened, {
      today,
      ...(evidence ? { proofOf: (page) => proofsOf(page, { evidence, contentOf }) } : {}),
    });
    if (json) terminal.print(writtenJson(described.document, 2));
    if (markdown !== undefined) {
      const files = new Map([...described.twins].map(([file, { text }]) => [file, Buffer.from(text)]));
      const out = resolve(terminal.folder, markdown);
      await writeFolder({ flag: '--markdown', out, what: 'page', files }, terminal);
    }
    if (skills !== undefined) {
      const made = await makeSkills(opened, described, flags.for);
      const out = resolve(terminal.folder, skills);
      const files = skillFiles(made, zip);
      await writeFolder({ flag: '--skills', out, what: 'skill', count: made.length, files }, terminal);
    }
    if (manifest !== undefined) {
      const made = alertManifest(described.document, await commitOf(opened.root));
      await writeWhole(resolve(terminal.folder, manifest), writtenJson(made, 2));
    }
    return 0;
  },
});

interface Describing {
  readonly today: string;
  readonly proofOf?: Parameters<typeof openForAgents>[2];
}

interface Described {
  readonly document: BookDocument;
  /** Every page that has a twin, by the path of the twin's file. */
  readonly twins: ReadonlyMap<string, Twin>;
  readonly agents: SiteForAgents;
}

/** A book as its site would hand it to other programs. */
async function describe(opened: OpenBook, { today, proofOf }: Describing): Promise<Described> {
  const site = await openSite(opened, today);
  const places = listPlaces(site.book);
  const agents = openForAgents(site, places, proofOf);
  const twins = new Map<string, Twin>();
  for (const place of [...places.values()].filter(isTwinned))
    twins.set(fileOf({ address: place.twin }), await agents.twin(place));
  const known = new Map(
    [...twins.values()].flatMap(({ runbook }) => (runbook ? [[runbook.id, runbook]] : [])),
  );
  const documents = [...opened.book.runbooks.keys()].flatMap((id) => known.get(id) ?? []);
  return { document: bookDocument(opened, documents), twins, agents };
}

/** Skills in the shape that is asked for. */
function makeSkills(
  { book }: OpenBook,
  { document, agents }: Described,
  reader: string | undefined,
): Promise<readonly Skill[]> {
  const { title, url, base } = book.settings;
  const path = trimMarks(base, '/');
  const prefix = path === '' ? '' : `/${path}`;
  const onSite = (address: string): string | undefined =>
    url === undefined ? undefined : new URL(prefix + address, url).href;
  const sources: SkillSources = {
    title,
    runbooks: document.runbooks,
    service: (id) => book.services.get(id),
    textOf(id, { files, isNumbered }) {
      const own = document.runbooks.find((runbook) => runbook.id === id)?.address ?? '';
      return agents.apart(id, { way: { own, to: (to) => files.get(to) ?? onSite(to) }, isNumbered });
    },
  };
  return reader === 'holmes' ? holmesSkills(sources) : standardSkills(sources);
}

/** The files of skills, each in its folder or its archive. */
function skillFiles(skills: readonly Skill[], isZipped: boolean): ReadonlyMap<string, Uint8Array> {
  return new Map(
    skills.flatMap(({ name, files }): [string, Uint8Array][] => {
      const own = new Map([...files].map(([path, text]) => [`${name}/${path}`, text]));
      if (isZipped) return [[`${name}.zip`, zipFiles(own)]];
      return [...own].map(([path, text]) => [path, Buffer.from(text)]);
    }),
  );
}

interface Folder {
  readonly flag: string;
  readonly out: string;
  /** What its files are, and how many where that is not one each. */
  readonly what: string;
  readonly count?: number;
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** Writes a folder in the place of an older one, whole at every moment. */
async function writeFolder({ flag, out, what, files, ...rest }: Folder, terminal: Terminal): Promise<void> {
  if (!(await isReplaceable(out)))
    throw new UsageError(
      `${flag} \`${out}\` holds files that opsbook did not write. Name another folder, or empty it.`,
    );
  const fresh = await freshFolder(out);
  try {
    for (const [file, content] of files)
      if (!writePage(fresh, file, content))
        terminal.warn(`Nothing stands at ${file}: this file system has no such name. Rename its file.\n`);
    const digests = [...files].map(([file, content]) => [
      file,
      contentHash(Buffer.from(content).toString('latin1')),
    ]);
    await replaceFolder(out, fresh, { digest: contentHash(JSON.stringify(digests)) });
  } finally {
    await removeFolder(fresh);
  }
  terminal.warn(`Wrote ${count(rest.count ?? files.size, what)} into ${out}.\n`);
}

/** The same book, whose site leaves opsbook's own manual out and is kept by no browser. */
function withoutManual(files: BookFiles): BookFiles {
  const { settings } = files.reading;
  const manual = typeof settings.manual === 'string' ? settings.manual : false;
  return { ...files, reading: { ...files.reading, settings: { ...settings, manual, offline: 'off' } } };
}

/** The commit that is checked out, where there is one. */
async function commitOf(root: string): Promise<string | undefined> {
  const repository = await openRepository(root);
  const answer = await repository?.ask(['rev-parse', '--verify', '--quiet', 'HEAD']);
  return answer?.out.toString().trim() || undefined;
}
