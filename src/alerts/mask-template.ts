import type { TemplateEngine } from './template-engines.ts';

/** The text of a template with its actions made plain, so that what is YAML around them can be read as such. */
export interface MaskedTemplate {
  /** As long as the template, with the same lines: every offset is one of the template. */
  readonly text: string;
  /** What a text read from it says: actions as they are written; an action that only writes a text is that text. */
  unmask(read: string): string;
  /** Whether a text read from it holds an action that only rendering could tell. */
  isMade(read: string): boolean;
}

/** From the private use area: no rule file has these. */
const [OPEN, FILL, CLOSE, FIRST] = ['\uE000', '\uE001', '\uE002', 0xe010];
const MASK = /\uE000([\uE010-\uF8FF])\uE001*\uE002/g;
/** So many actions can be numbered with these characters; later ones are blanks. */
const MOST = 0xf8ff - FIRST;

/** Makes the actions of a template plain: lines of nothing else are blank, others one word each. */
export function maskTemplate(template: string, { action, control, literal }: TemplateEngine): MaskedTemplate {
  const written: string[] = [];
  const raw = rawParts(template);
  let next = 0;
  let line = { end: 0, isBare: false };
  const text = template.replace(action, (found, offset: number) => {
    while ((raw[next]?.[1] ?? Infinity) <= offset) next += 1;
    if ((raw[next]?.[0] ?? Infinity) <= offset) return found;
    const isMasked =
      (RAW.test(found) || !control.test(found)) &&
      !found.includes('\n') &&
      found.length >= 3 &&
      written.length < MOST;
    if (!isMasked || standsAlone(offset, found)) return found.replace(/[^\r\n]/g, ' ');
    written.push(found);
    return `${OPEN}${String.fromCharCode(FIRST + written.length - 1)}${FILL.repeat(found.length - 3)}${CLOSE}`;
  });
  const actionOf = (mark: string): string => written[mark.charCodeAt(0) - FIRST] ?? '';
  const textOf = (found: string): string => {
    if (RAW.test(found)) return '';
    const [, plain, quoted] = literal.exec(found) ?? [];
    return plain ?? quoted?.replace(/\\(.)/g, '$1') ?? found;
  };
  const isPlain = (found: string): boolean => RAW.test(found) || literal.test(found);
  return {
    text,
    unmask: (read) => read.replace(MASK, (_, mark: string) => textOf(actionOf(mark))),
    isMade: (read) => [...read.matchAll(MASK)].some(([, mark = '']) => !isPlain(actionOf(mark))),
  };

  /** Whether actions are all that a line says, as in `{{ toYaml .Values.labels | indent 8 }}`. */
  function standsAlone(offset: number, found: string): boolean {
    if (offset >= line.end) {
      const start = template.lastIndexOf('\n', offset - 1) + 1;
      const next = template.indexOf('\n', offset + found.length);
      const end = next < 0 ? template.length : next;
      line = { end, isBare: template.slice(start, end).replace(action, '').trim() === '' };
    }
    return line.isBare;
  }
}

/** A mark around what Jinja writes as it is; it writes nothing itself. */
const RAW = /^\{%-?\s{0,20}(?:end)?raw\s{0,20}-?%\}$/;

/** What stands between `{% raw %}` and `{% endraw %}`: it is written as it is. */
function rawParts(template: string): (readonly [from: number, to: number])[] {
  const parts: [number, number][] = [];
  let from: number | undefined;
  for (const { 0: tag, 1: end, index } of template.matchAll(/\{%-?\s{0,20}(end)?raw\s{0,20}-?%\}/g)) {
    if (end === undefined) from ??= index + tag.length;
    else if (from !== undefined) {
      parts.push([from, index]);
      from = undefined;
    }
  }
  return parts;
}
