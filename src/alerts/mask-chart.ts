/** The text of a Helm template with its actions made plain, so that what is YAML around them can be read as such. */
export interface MaskedChart {
  /** As long as the template, with the same lines: every offset is one of the template. */
  readonly text: string;
  /** What a text read from it says: actions as they are written; an action that only writes a text is that text. */
  unmask(read: string): string;
  /** Whether a text read from it holds an action that only rendering could tell. */
  isMade(read: string): boolean;
}

/** A comment, or an action with its quoted texts; none is as long as a thousand characters. */
const ACTION =
  /\{\{-?\s{0,99}\/\*[^]{0,1000}?\*\/\s{0,99}-?\}\}|\{\{(?:`[^`]*`|"(?:\\.|[^"\\\n])*"|[^}`"{]|\{(?!\{)|\}(?!\})){0,1000}?\}\}/g;
/** Actions that write nothing themselves: `{{- if … }}`, `{{ end }}`, `{{ $x := … }}`, a comment. */
const CONTROL =
  /^\{\{-?\s*(?:(?:if|else|end|with|range|define|block|break|continue)\b|\$[\w.]*(?:\s*,\s*\$\w+)?\s*:?=|\/\*)/;
/** Actions that write a text as it is: `` {{`{{`}} ``, `{{ "{{" }}`. */
const LITERAL = /^\{\{-?\s*(?:`([^`]*)`|"((?:\\.|[^"\\])*)")\s*-?\}\}$/;
/** From the private use area: no rule file has these. */
const [OPEN, FILL, CLOSE, FIRST] = ['\uE000', '\uE001', '\uE002', 0xe010];
const MASK = /\uE000([\uE010-\uF8FF])\uE001*\uE002/g;
/** So many actions can be numbered with these characters; later ones are blanks. */
const MOST = 0xf8ff - FIRST;

/** Makes the actions of a Helm template plain: lines of nothing else are blank, others one word each. */
export function maskChart(template: string): MaskedChart {
  const written: string[] = [];
  const text = template.replace(ACTION, (action, offset: number) => {
    const isMasked =
      !CONTROL.test(action) && !action.includes('\n') && action.length >= 3 && written.length < MOST;
    if (!isMasked || standsAlone(template, offset, action.length)) return action.replace(/[^\r\n]/g, ' ');
    written.push(action);
    return `${OPEN}${String.fromCharCode(FIRST + written.length - 1)}${FILL.repeat(action.length - 3)}${CLOSE}`;
  });
  const actionOf = (mark: string): string => written[mark.charCodeAt(0) - FIRST] ?? '';
  return {
    text,
    unmask: (read) => read.replace(MASK, (_, mark: string) => textOf(actionOf(mark))),
    isMade: (read) => [...read.matchAll(MASK)].some(([, mark = '']) => !LITERAL.test(actionOf(mark))),
  };
}

function textOf(action: string): string {
  const [, raw, quoted] = LITERAL.exec(action) ?? [];
  return raw ?? quoted?.replace(/\\(.)/g, '$1') ?? action;
}

/** Whether an action is all that its line says, as in `{{ toYaml .Values.labels | indent 8 }}`. */
function standsAlone(template: string, offset: number, length: number): boolean {
  const start = template.lastIndexOf('\n', offset - 1) + 1;
  const end = template.indexOf('\n', offset + length);
  const line = template.slice(start, end < 0 ? undefined : end);
  return line.replace(ACTION, '').trim() === '';
}
