import { isKindOfOthers } from '../schema/adoption.ts';

// `kind:` in the frontmatter; not in a page whose frontmatter never ends.
const KIND = /^---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?kind[ \t]*:[ \t]*["']?([^\s"'#]{1,60})/;
// Matches the name of each field that stands at the left edge of a frontmatter.
const FIELD = /^([A-Za-z][\w-]{0,60})[ \t]{0,9}:/gm;

/** Whether a text was written for opsbook: its frontmatter says what kind of runbook it is. */
export function saysKind(written: string): boolean {
  const text = written.trimStart();
  const kind = KIND.exec(text)?.[1];
  if (kind === undefined) return false;
  const end = text.indexOf('\n---', 3);
  const fields = [...text.slice(0, end < 0 ? text.length : end).matchAll(FIELD)];
  return !isKindOfOthers(
    kind,
    fields.map(([, name = '']) => name),
  );
}
