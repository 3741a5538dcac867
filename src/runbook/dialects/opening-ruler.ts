import type { Fault } from '../finding.ts';
import { rangeBetween } from '../read/source-text.ts';
import { frontmatterPlace } from '../yaml/frontmatter-place.ts';
import { readYaml } from '../yaml/yaml.ts';

/** A page's text as the grammar is to read it, of the same length, and what is to be said of its first line. */
export interface Opening {
  readonly text: string;
  readonly faults: readonly Fault[];
}

const ruleId = 'frontmatter-valid';
// A blank line below `---`: to Pandoc it is a ruler then, and no frontmatter.
const BLANK_BELOW = /^---[ \t]*(?:\r\n|[\r\n])[ \t]*(?:\r\n|[\r\n])/;
// Matches `title: x`, `weight:`; not `Note: x`, which is a sentence, nor `- x: y`.
const KEY = /^[a-z][\w.-]{0,60}[ \t]*:(?:[ \t\r\n]|$)/m;
// `# Disk full`: a heading to people, a comment to YAML.
const HEADING = /^\s*#{1,6} \S/;

/**
 * What a page begins with, where its `---` is a ruler and not the start of frontmatter. Taken for YAML, its first
 * words would be lost: they are shown, or where it cannot be told which it is, its author is told.
 */
export function readOpening(written: string): Opening {
  const text = withHeadFirst(written);
  const place = text.startsWith('---') ? frontmatterPlace(text) : undefined;
  const block = place ? text.slice(place.start, place.end) : '';
  // Pandoc's `...` below it: to the grammar, frontmatter ends with `---` alone.
  if (place && text.startsWith('...', place.end))
    return { text: `${text.slice(0, place.end)}---${text.slice(place.end + 3)}`, faults: [] };
  if (block.trim() === '' || KEY.test(block)) return { text, faults: [] };
  const isCommentOnly = block.split(/\r\n|[\r\n]/).every((line) => /^\s*(?:#.*)?$/.test(line));
  const isHeading = HEADING.test(block);
  const range = rangeBetween(text, 0, 3);
  const advice = 'Write `***` in the place of this `---`';
  const isText = BLANK_BELOW.test(text) || (isHeading && !isCommentOnly && isBrokenYaml(block));
  if (isText && (isCommentOnly ? isHeading : !isMapping(block))) {
    const message = `${advice}: on the first line of a file, it starts frontmatter, so other tools do not show what follows it.`;
    return { text: `***${text.slice(3)}`, faults: [{ ruleId, level: 'warning', message, range }] };
  }
  // Comments alone hide nothing of a page: `# to do`.
  if (!isHeading || isCommentOnly) return { text, faults: [] };
  const message = `${advice}, or take it out: it starts frontmatter, where a heading is a YAML comment, so nobody sees it.`;
  return { text, faults: [{ ruleId, level: 'warning', message, range }] };
}

/** Frontmatter below blank lines, with these moved below its first line: to the grammar, it begins on the first. */
function withHeadFirst(text: string): string {
  const blank = text.length - text.trimStart().length;
  if (blank === 0 || !text.startsWith('---', blank) || !frontmatterPlace(text)) return text;
  return `---${text.slice(0, blank)}${text.slice(blank + 3)}`;
}

/** A heading, and below it what no reader of frontmatter can read. */
function isBrokenYaml(block: string): boolean {
  return readYaml({ ruleId, text: block }).isBroken;
}

function isMapping(block: string): boolean {
  const { data, isBroken } = readYaml({ ruleId, text: block });
  // `Read this: now` is a sentence.
  return data !== undefined && !isBroken && Object.keys(data).every((key) => /^\S+$/.test(key));
}
