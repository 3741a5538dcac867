// `kind:` in the frontmatter; not in a page whose frontmatter never ends.
const KIND = /^---[ \t]*\r?\n(?:(?!---)[^\n]*\n)*?kind[ \t]*:[ \t]*\S/;

/** Whether a text was written for opsbook: its frontmatter says what kind of runbook it is. */
export function saysKind(text: string): boolean {
  return KIND.test(text);
}
