/**
 * The YAML of a frontmatter without its params, for callers that ask for none of them: they are most of its marks. Only where
 * it is plain that nothing else hangs on these lines; else all of it.
 */
export function withoutParams(yaml: string): string {
  const start = yaml.startsWith('params:') ? 0 : yaml.indexOf('\nparams:') + 1;
  if (start === 0 && !yaml.startsWith('params:')) return yaml;
  const first = yaml.indexOf('\n', start);
  if (first < 0 || yaml.slice(start + 'params:'.length, first).trim() !== '') return yaml;
  let end = first + 1;
  while (/[ \t\r\n]/.test(yaml[end] ?? '')) {
    const next = yaml.indexOf('\n', end);
    end = next < 0 ? yaml.length : next + 1;
  }
  const block = yaml.slice(first, end);
  const isPlain =
    !block.includes('&') &&
    isClosed(yaml.slice(0, start)) &&
    block.split('\n').every((line) => isClosed(line));
  return isPlain ? yaml.slice(0, start) + yaml.slice(end) : yaml;
}

/** Whether quotes and brackets come in pairs: a text that goes on in the next line is not cut. */
function isClosed(text: string): boolean {
  const count = (sign: string): number => text.split(sign).length - 1;
  return (
    count('"') % 2 === 0 && count("'") % 2 === 0 && count('{') === count('}') && count('[') === count(']')
  );
}
