/**
 * Tells the names that fit one in which `*` stands for any characters, in whatever case: each part between two stars
 * is looked for behind the one before, so that many stars take no longer than one.
 */
export function globPattern(glob: string): (name: string) => boolean {
  const [first = '', ...parts] = glob.toLowerCase().split('*');
  const last = parts.pop();
  return (name) => {
    const text = name.toLowerCase();
    if (last === undefined) return text === first;
    if (!text.startsWith(first)) return false;
    let at = first.length;
    for (const part of parts) {
      const found = text.indexOf(part, at);
      if (found < 0) return false;
      at = found + part.length;
    }
    return text.length - last.length >= at && text.endsWith(last);
  };
}
