import { findLanguage, isShell } from '../runbook/languages.ts';
import { frontmatterPlace } from '../runbook/yaml/frontmatter-place.ts';
import { parseInfo } from '../runbook/read/snippet.ts';

/** What a page has that a reviewer can be asked about, seen without parsing it. */
export interface Glance {
  /** Its fences of commands, with the risk that their author declares. */
  readonly commands: readonly { readonly code: string; readonly risk: string | undefined }[];
  /** How many fences of queries it has. */
  readonly queries: number;
  /** Its fences that may be run unattended. */
  readonly verified: number;
  /** Whether it shows what a command prints. */
  readonly hasOutputs: boolean;
  /** The addresses of its pictures, each once. */
  readonly pictures: readonly string[];
  /** Addresses of other sites, each once. */
  readonly links: readonly string[];
}

/**
 * Looks over a page line by line. Of thousands of pages this is what a worksheet needs, at a fiftieth of the
 * cost of a parse; where the two differ, a question too many or too few is asked.
 */
export function glanceAt(text: string): Glance {
  const { prose, fences } = takeApart(text.slice(frontmatterPlace(text)?.end ?? 0));
  const read = fences.map(({ info, code }) => ({
    ...parseInfo({ type: 'code', lang: info, value: '' }),
    code,
  }));
  const used = read.filter(({ attributes }) => attributes['ignore'] === undefined);
  const words = prose.join('\n');
  return {
    commands: used
      .filter(({ language }) => isShell(language))
      .map(({ code, attributes }) => ({ code, risk: attributes['risk'] })),
    queries: used.filter(({ language }) => findLanguage(language)?.kind === 'query').length,
    verified: used.filter(({ attributes }) => isOn(attributes['verify'])).length,
    hasOutputs: read.some(({ language }) => findLanguage(language)?.kind === 'output'),
    pictures: listPictures(words),
    links: listLinks(words),
  };
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== 'false';
}

interface Fence {
  readonly info: string;
  readonly code: string;
}

/** The lines outside fences, and the fences. */
function takeApart(text: string): { prose: string[]; fences: Fence[] } {
  const prose: string[] = [];
  const fences: Fence[] = [];
  let open: { readonly mark: string; readonly info: string; readonly lines: string[] } | undefined;
  for (const line of text.split(/\r?\n/)) {
    const { mark, info } = fenceMark(line);
    if (open) {
      const closes = mark.startsWith(open.mark) && info === '';
      if (closes) {
        fences.push({ info: open.info, code: open.lines.join('\n') });
        open = undefined;
      } else open.lines.push(line.trimStart());
    } else if (mark.length < 3 || (mark.startsWith('`') && info.includes('`'))) prose.push(line);
    else open = { mark, info, lines: [] };
  }
  if (open) fences.push({ info: open.info, code: open.lines.join('\n') });
  return { prose, fences };
}

/** The marks that a line begins with, and what stands behind them. */
function fenceMark(line: string): { mark: string; info: string } {
  const bare = line.replace(/^[ \t>]+/, '');
  const [first = ''] = bare;
  if (first !== '`' && first !== '~') return { mark: '', info: '' };
  let end = 1;
  while (bare[end] === first) end += 1;
  return { mark: bare.slice(0, end), info: bare.slice(end).trim() };
}

/** Matches `panel.png` of `![The panel](panel.png "Now")`. */
function listPictures(prose: string): string[] {
  const found = prose.matchAll(/!\[[^\]\n]{0,300}\]\(<?([^\s<>)]{1,500})/g);
  return [...new Set([...found].map(([, address = '']) => address))];
}

/** An address ends where Markdown or a sentence ends it: matches `https://a.example/b` of `(https://a.example/b).` */
function listLinks(prose: string): string[] {
  const found = prose.match(/\bhttps?:\/\/[^\s<>()[\]{}"'`|\\]+/gi) ?? [];
  return [...new Set(found.map((url) => url.replace(/[.,;:!?*_]$/, '')))];
}
