/**
 * A name in which `*` stands for a pattern, as an expression for whole names. `RegExp.escape` is Node 24's, and
 * opsbook runs on Node 22 too.
 */
export function globPattern(name: string, star: string): RegExp {
  const parts = name.split('*').map((part) => part.replace(/[\\^$.+?()[\]{}|/]/g, '\\$&'));
  return new RegExp(`^${parts.join(star)}$`, 'i');
}
