import { mdxFromMarkdown } from 'mdast-util-mdx';
import { mdxExpression } from 'micromark-extension-mdx-expression';
import { mdxJsx } from 'micromark-extension-mdx-jsx';
import { mdxMd } from 'micromark-extension-mdx-md';
import type { Code, Construct, Extension, Tokenizer } from 'micromark-util-types';
import type {} from 'remark-parse'; // adds the extensions to unified's data
import type { Processor } from 'unified';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mdxjsEsm: 'mdxjsEsm';
    mdxjsEsmData: 'mdxjsEsmData';
  }
}

/**
 * MDX as data, for unified: components, braces and `import`/`export` are found and never read as a program,
 * so no JavaScript parser takes part. Braces are matched by counting.
 */
export function mdxSyntax(this: Processor): void {
  const data = this.data();
  (data.micromarkExtensions ??= []).push(mdxEsm, mdxExpression(), mdxJsx(), mdxMd());
  (data.fromMarkdownExtensions ??= []).push(mdxFromMarkdown());
}

const isEnd = (code: Code): boolean => code === null || code < -2; // micromark's line endings: -5, -4, -3
const isSpace = (code: Code): boolean => code === -2 || code === -1 || code === 32;

/** The rest of a line and its ending, when nothing but spaces stands on it. */
const blankLine: Construct = {
  partial: true,
  tokenize(effects, ok, nok) {
    return (code) => {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return inside;
    };
    function inside(code: Code) {
      if (!isSpace(code)) return isEnd(code) ? ok(code) : nok(code);
      effects.enter('linePrefix');
      effects.consume(code);
      effects.exit('linePrefix');
      return inside;
    }
  },
};

/** From a line that starts with `import ` or `export ` to the next blank line. */
const tokenizeEsm: Tokenizer = function (effects, ok, nok) {
  const { interrupt, now } = this;
  let word = '';
  return (code) => {
    if (interrupt || now().column > 1) return nok(code);
    effects.enter('mdxjsEsm');
    effects.enter('mdxjsEsmData');
    return keyword(code);
  };

  function keyword(code: Code) {
    if (word.length === 6) return code === 32 && /^(im|ex)port$/.test(word) ? inside(code) : nok(code);
    if (isEnd(code) || code === null || code < 0) return nok(code);
    word += String.fromCharCode(code);
    effects.consume(code);
    return keyword;
  }

  function inside(code: Code) {
    if (!isEnd(code)) {
      effects.consume(code);
      return inside;
    }
    effects.exit('mdxjsEsmData');
    return code === null ? end(code) : effects.check(blankLine, end, nextLine)(code);
  }

  function nextLine(code: Code) {
    effects.enter('lineEnding');
    effects.consume(code);
    effects.exit('lineEnding');
    return lineStart;
  }

  function lineStart(code: Code) {
    if (code === null) return end(code);
    effects.enter('mdxjsEsmData');
    return inside(code);
  }

  function end(code: Code) {
    effects.exit('mdxjsEsm');
    return ok(code);
  }
};

const [E, I] = [101, 105];
const esm: Construct = { tokenize: tokenizeEsm, concrete: true };
const mdxEsm: Extension = { flow: { [E]: esm, [I]: esm } };
