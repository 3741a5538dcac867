import { listTemplateLabels } from '../alerts/template.ts';

/** A piece of what an alert says: text, or the name of what only the alert fills in. */
export interface TemplatePart {
  readonly text: string;
  readonly isFilled: boolean;
}

/** What an annotation says to a reader: `Pod {{ $labels.pod }} restarts` with `pod` as a word of its own. */
export function templateParts(template: string): TemplatePart[] {
  const parts: TemplatePart[] = [];
  let rest = template;
  for (;;) {
    const start = rest.indexOf('{{');
    const end = start === -1 ? -1 : rest.indexOf('}}', start);
    if (end === -1) return [...parts, { text: rest, isFilled: false }].filter(({ text }) => text !== '');
    parts.push({ text: rest.slice(0, start), isFilled: false });
    parts.push({ text: wordOf(rest.slice(start, end + 2)), isFilled: true });
    rest = rest.slice(end + 2);
  }
}

const CONTROL = new Set(['if', 'else', 'with', 'range', 'end', 'define', 'template']);

/** Nothing for an action that writes nothing, as `{{ if … }}` and `{{ end }}`. */
function wordOf(action: string): string {
  const [first = ''] = action.replaceAll('{', '').replace('-', '').trim().split(' ');
  if (CONTROL.has(first.replaceAll('}', ''))) return '';
  const [label] = listTemplateLabels(action);
  return label ?? (action.includes('$value') || action.includes('.Value') ? 'value' : '');
}
