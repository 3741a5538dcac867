import { Tokenizer } from 'parse5';
import type { Token } from 'parse5';
import { DROPPED_ELEMENTS, SAFE_ELEMENTS } from '../runbook/schema/components.ts';
import { lookUp } from '../shell/look-up.ts';

/** Reads the HTML of one page, piece by piece in its order, as its reader sees it. */
export interface HtmlReader {
  /** The piece without what nobody sees: comments, programs, attributes that only style. */
  show(piece: string): string;
  /** Whether what follows stands inside an element that goes with all it holds. */
  isInsideDropped(): boolean;
}

/** Markdown cuts HTML into pieces: `<script>` and `</script>` may be two of them, with text between. */
export function htmlReader(): HtmlReader {
  let dropped: string | undefined;
  return {
    isInsideDropped: () => dropped !== undefined,
    show(piece) {
      let shown = '';
      const add = ({ chars }: Token.CharacterToken): void => {
        if (dropped === undefined) shown += escape(chars);
      };
      const ignore = (): void => undefined;
      const tokenizer = new Tokenizer(
        {},
        {
          onStartTag({ tagName, attrs, selfClosing }) {
            if (dropped !== undefined) return;
            if (DROPPED_ELEMENTS.has(tagName)) dropped = selfClosing ? undefined : tagName;
            else shown += openTag(tagName, attrs);
          },
          onEndTag({ tagName }) {
            if (dropped === tagName) dropped = undefined;
            else if (dropped === undefined && lookUp(SAFE_ELEMENTS, tagName)) shown += `</${tagName}>`;
          },
          onCharacter: add,
          onNullCharacter: ignore,
          onWhitespaceCharacter: add,
          onComment: ignore,
          onDoctype: ignore,
          onEof: ignore,
        },
      );
      tokenizer.write(piece, true);
      return shown;
    },
  };
}

function openTag(name: string, attrs: readonly Token.Attribute[]): string {
  const allowed = lookUp(SAFE_ELEMENTS, name);
  if (!allowed) return '';
  const kept = attrs.filter(
    (one) => allowed.includes(one.name) && !/^\s*(javascript|data|vbscript):/i.test(one.value),
  );
  return `<${[name, ...kept.map((one) => `${one.name}="${escape(one.value)}"`)].join(' ')}>`;
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
