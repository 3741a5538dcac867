import { splitZeros } from './git.ts';
import type { Repository } from './git.ts';

/** What `.gitattributes` and the settings of line ends say of a file. */
export interface ContentRules {
  /** `auto`: where the file looks like text. */
  readonly lineEnds: 'kept' | 'converted' | 'auto';
  /** As in `UTF-16`; undefined for UTF-8. */
  readonly encoding: string | undefined;
  /** Whether `$Id: …$` is written into it. */
  readonly hasIdent: boolean;
  /** The name of a filter, which is never run. */
  readonly filter: string | undefined;
}

const ATTRIBUTES = ['text', 'crlf', 'eol', 'working-tree-encoding', 'ident', 'filter'];

/**
 * Asks git by which rules it would take files in; it reads them and runs nothing.
 * @param paths from the top of the repository
 */
export async function readContentRules(
  { ask }: Repository,
  paths: readonly string[],
): Promise<Map<string, ContentRules>> {
  const rules = new Map<string, ContentRules>();
  if (paths.length === 0) return rules;
  const [attributes, convert] = await Promise.all([
    ask(['check-attr', '-z', '--stdin', ...ATTRIBUTES], paths.map((path) => `${path}\0`).join('')),
    ask(['config', '--get', 'core.autocrlf']),
  ]);
  const isAuto = /^(input|true|yes|on|1)$/i.test(convert.out.toString('utf8').trim());
  const fields = splitZeros(attributes.out);
  for (let at = 0; at < fields.length; at += 3 * ATTRIBUTES.length) {
    const values = new Map(ATTRIBUTES.map((name, index) => [name, fields[at + 3 * index + 2] ?? '']));
    rules.set(
      fields[at] ?? '',
      rulesOf((name) => values.get(name) ?? 'unspecified', isAuto),
    );
  }
  return rules;
}

function rulesOf(value: (name: string) => string, isAuto: boolean): ContentRules {
  const named = (name: string): string | undefined =>
    ['unspecified', 'set', 'unset', ''].includes(value(name)) ? undefined : value(name);
  return {
    lineEnds: lineEndsOf(value, isAuto),
    encoding: named('working-tree-encoding'),
    hasIdent: value('ident') === 'set',
    filter: named('filter'),
  };
}

/** As git decides it: `text`, or its older name `crlf`; an `eol` alone means text; then `core.autocrlf`. */
function lineEndsOf(value: (name: string) => string, isAuto: boolean): ContentRules['lineEnds'] {
  const text = value('text') === 'unspecified' ? value('crlf') : value('text');
  if (text === 'unset') return 'kept';
  if (text === 'auto') return 'auto';
  if (text === 'set' || text === 'input' || /^(lf|crlf)$/.test(value('eol'))) return 'converted';
  return isAuto ? 'auto' : 'kept';
}
