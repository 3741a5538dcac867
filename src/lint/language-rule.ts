import { placeInSnippet } from '../runbook/read/snippet-place.ts';
import { parserOf } from '../runbook/languages.ts';
import type { ParserName } from '../runbook/languages.ts';
import type { Level } from '../runbook/finding.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import { withPlainSpaces } from './invisible.ts';
import { isForeign } from './foreign.ts';
import { findOneEdit } from './parsers/one-edit.ts';
import { isWrittenAs } from './parsers/shape.ts';
import type { PageContext, Rule } from './rule.ts';

interface LanguageRule extends Pick<Rule, 'id' | 'summary' | 'level'> {
  readonly language: ParserName;
  /** What people call the language. */
  readonly called: string;
  /** How much a mistake in a fence weighs, where that is not as the rule says; undefined where nobody can say. */
  readonly weigh?: (snippet: Snippet, context: PageContext) => Level | undefined;
}

// Match messages that only tell where the YAML parser stopped.
const TAKE_OUT =
  /^(?:Remove `.*`, or put quotes around the whole value|Fix the YAML: |Write `key: value` here|Put a comma before this: |Indent this line like )/;

// `name: a``` `: the mark that was to end the fence is part of its last line.
const MARK_BEHIND = /[^`\s]```\s*$/;
const OWN_LINE = 'Write the ``` behind the last line on a line of its own.';

/** A rule that reads the fences of one language with that language's own parser. */
export function languageRule({ language, called, weigh, ...rule }: LanguageRule): Rule {
  return {
    ...rule,
    check(context, report) {
      const { page, facts } = context;
      const unclosed = new Set(
        page.faults.filter(({ ruleId }) => ruleId === 'fence-closed').map(({ range }) => range?.start.offset),
      );
      const parse = facts.parsers[language];
      // A page that has adopted the format says what its fences are; on any other page, only what is sure is said.
      const isAdopted = context.runbook?.isForOpsbook ?? true;
      for (const snippet of page.snippets) {
        if (!parse || parserOf(snippet.language) !== language || snippet.attributes['ignore'] === 'true')
          continue;
        // Where the fence ends was not its author's choice: `fence-closed` says so.
        if (unclosed.has(snippet.range?.start.offset)) continue;
        const plain = withPlainSpaces(snippet.code);
        // A character that nobody sees is a finding of its own, of `no-invisible-characters`.
        const fault = parse(snippet.code) && parse(plain);
        if (!fault) continue;
        const { start, end, reason, message = `Fix this ${called}: ${reason}.`, isUnread, isTaken } = fault;
        if (!(isAdopted || isUnread || isWrittenAs(language, plain, start))) continue;
        const level = weigh ? weigh(snippet, context) : rule.level;
        if (!level) continue;
        const isOther = isForeign(page, context.book);
        // The parser says where it stopped; the fault may stand above. The edit that helped tells its place.
        const isVague = TAKE_OUT.test(message) || (language === 'json' && fault.message === undefined);
        const edit = isOther || isVague ? findOneEdit(plain, fault, { language, parse }) : undefined;
        // What no slip of the pen explains may be a notation of that book's own.
        const isOwn = isOther && edit === undefined && fault.message === undefined && / says /.test(reason);
        const said = isOwn ? `Fix this ${called}, or call its fence \`text\`: ${reason}.` : message;
        const { advice = said, start: from = start } = (isVague ? edit : undefined) ?? {};
        const to = from === start ? end : from + 1;
        report(MARK_BEHIND.test(plain) ? OWN_LINE : advice, placeInSnippet(page, snippet, [from, to]), {
          level,
          isSure: edit !== undefined && isTaken !== true,
          ...(isOwn && language === 'json' && holdsWords(plain) ? { kind: 'notation' } : {}),
        });
      }
    },
  };
}

const STRING = /"(?:\\.|[^"\\\n])*"?/g;
const WORD = /\b(?!(?:true|false|null)\b)[A-Za-z]\w+/;

/** `{ "a": string, "b": [entry] }`: words outside of strings, as a sketch of JSON has them. */
function holdsWords(text: string): boolean {
  return WORD.test(text.replace(STRING, '""'));
}
