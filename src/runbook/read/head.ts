import type { BookFiles } from '../book.ts';
import { readFields } from '../schema/fields.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import type { Runbook } from './parse.ts';
import { runbookSchema } from '../schema/schema.ts';
import { folderOf, idOf } from '../links/site-paths.ts';
import type { SourceText } from './source-text.ts';
import { readYaml } from '../yaml/yaml.ts';

/** What a review asks of a runbook: its frontmatter and its text, without the tree. */
export type RunbookHead = Pick<
  Runbook,
  'id' | 'path' | 'title' | 'owner' | 'alerts' | 'aliases' | 'reviewed' | 'reviewEvery' | 'watches' | 'text'
>;

const headSchema = runbookSchema.pick({
  title: true,
  owner: true,
  alerts: true,
  aliases: true,
  reviewed: true,
  'review-every': true,
  watches: true,
});

/** Every runbook of a book by its head alone: a tenth of the time that a whole reading takes. */
export function listHeads({ reading, texts }: BookFiles): RunbookHead[] {
  const { layout } = reading.settings;
  const heads = texts
    .filter(({ path }) => /\.mdx?$/i.test(path) && folderOf(path, layout) === 'runbooks')
    .map((source) => readHead(source, idOf(source.path, layout.runbooks)));
  // `a.md` beside `a.mdx` is one page: the linter says so.
  return [...new Map(heads.reverse().map((head) => [head.id, head])).values()].reverse();
}

function readHead({ path, text }: SourceText, id: string): RunbookHead {
  const place = frontmatterPlace(text) ?? { start: 0, end: 0 };
  const ruleId = 'frontmatter-valid';
  const yaml = ownFields(text.slice(place.start, place.end));
  const { value } = readFields(headSchema, readYaml({ ruleId, text: yaml }), { ruleId, what: '' });
  return {
    id,
    path,
    text,
    title: value.title ?? titleOf(text, place.end) ?? id,
    owner: value.owner,
    alerts: value.alerts ?? [],
    aliases: value.aliases ?? [],
    reviewed: value.reviewed,
    reviewEvery: value['review-every'],
    watches: value.watches ?? [],
  };
}

/** The first heading, as plain text will do. */
function titleOf(text: string, from: number): string | undefined {
  return /^#{1,6}[ \t]+(.*\S)[ \t]*$/m.exec(text.slice(from))?.[1];
}

const FIELDS: ReadonlySet<string> = new Set(Object.keys(headSchema.shape));

/** The lines of the fields that a head has: most of the time goes into YAML that nobody asks for. */
function ownFields(yaml: string): string {
  // Keys in quotes, anchors and flow mappings are left to the parser.
  if (/^["'?{&*]|[&*]\w/m.test(yaml)) return yaml;
  let isOwn = true;
  const lines = yaml.split(/\r\n|[\r\n]/).filter((line) => {
    const key = /^([A-Za-z][\w-]*)\s*:/.exec(line)?.[1];
    if (key !== undefined) isOwn = FIELDS.has(key);
    return isOwn;
  });
  return lines.join('\n');
}
