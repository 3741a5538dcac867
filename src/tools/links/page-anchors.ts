import { Tokenizer } from 'parse5';

/** Every place of an HTML page that a link can name. */
export function pageAnchors(html: string): Set<string> {
  const anchors = new Set<string>();
  const ignore = (): void => undefined;
  const tokenizer = new Tokenizer(
    {},
    {
      onStartTag({ tagName, attrs }) {
        for (const { name, value } of attrs)
          if (name === 'id' || (name === 'name' && tagName === 'a')) anchors.add(value);
      },
      onEndTag: ignore,
      onCharacter: ignore,
      onNullCharacter: ignore,
      onWhitespaceCharacter: ignore,
      onComment: ignore,
      onDoctype: ignore,
      onEof: ignore,
    },
  );
  tokenizer.write(html, true);
  return anchors;
}

/** Whether a page has an anchor as a link names it; GitHub puts `user-content-` before those of a text. */
export function hasAnchor(anchors: ReadonlySet<string>, anchor: string): boolean {
  const names = [anchor, decode(anchor)];
  return names.some((name) => name === 'top' || anchors.has(name) || anchors.has(`user-content-${name}`));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
