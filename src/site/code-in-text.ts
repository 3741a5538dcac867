import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';

/** A sentence of ours as HTML, with what stands in backticks as code; everything else is escaped. */
export function codeInText(text: string): string {
  const parts = text
    .split('`')
    .map((part, index) => (index % 2 === 1 ? h('code', part) : { type: 'text' as const, value: part }));
  return toHtml({ type: 'root', children: parts });
}
