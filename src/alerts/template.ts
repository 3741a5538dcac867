/** Go templates of annotations, understood as far as links need: labels, and the functions that write them out. */

/** What stands for a piece of a template that only Prometheus can tell. */
export const UNTOLD = '\u0000';

type Labels = Readonly<Record<string, string>>;

const ACTION = /\{\{-?\s*([\s\S]*?)\s*-?\}\}/g;
/** `$labels.pod`, `.Labels.pod`, `index $labels "pod.name"`. */
const LABEL = /(?:\$labels|\.Labels|\$\.Labels)\.(\w+)|index\s+(?:\$labels|\.Labels|\$\.Labels)\s+"([^"]+)"/;

/** The labels that a template names, in the order they stand. */
export function listTemplateLabels(template: string): string[] {
  return findTemplateLabels(template).map(({ label }) => label);
}

/** The labels that a template names, each with the offsets where it does so first. */
export function findTemplateLabels(template: string): { label: string; start: number; end: number }[] {
  const found = [...template.matchAll(ACTION)].flatMap(({ index, 0: action }) =>
    [...action.matchAll(new RegExp(LABEL, 'g'))].map(({ 0: whole, 1: dotted, 2: indexed, index: at }) => ({
      label: dotted ?? indexed ?? '',
      start: index + at,
      end: index + at + whole.length,
    })),
  );
  return [...new Map(found.reverse().map((one) => [one.label, one])).values()].reverse();
}

export function hasTemplate(text: string): boolean {
  return text.includes('{{');
}

/**
 * A template with labels in their places; what is neither text nor a label is `UNTOLD`.
 * @param missing what stands for a label that is not given: Go writes nothing
 */
export function renderTemplate(template: string, labels: Labels, missing = ''): string {
  return template.replace(ACTION, (_, action: string) => {
    const text = renderAction(action, labels, missing);
    return text === undefined || text.includes(missing || UNTOLD) ? missing || UNTOLD : text;
  });
}

/** Functions of Go's and Prometheus' templates that change a text, by name; numbers are left as they are. */
const FUNCTIONS: Readonly<Record<string, (text: string) => string>> = {
  urlquery: queryEscape,
  toLower: (text) => text.toLowerCase(),
  toUpper: (text) => text.toUpperCase(),
  title: (text) => text.replace(/(^|\s)\S/g, (first) => first.toUpperCase()),
  html: (text) => text,
  js: (text) => text,
  print: (text) => text,
  reReplaceAll: () => UNTOLD,
};

function renderAction(action: string, labels: Labels, missing: string): string | undefined {
  const [head = '', ...rest] = action.split('|').map((part) => part.trim());
  if (/^\/\*/.test(head)) return '';
  const called = /^(\w+)\s+\(?(.+?)\)?$/.exec(head);
  const isCall =
    called !== null && called[1] !== 'index' && called[1] !== undefined && called[1] in FUNCTIONS;
  const names = isCall ? [called[1] ?? '', ...rest] : rest;
  let text = valueOf(isCall ? (called[2] ?? '') : head, labels, missing);
  for (const name of names) {
    const change = Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name] : undefined;
    if (!change || text === undefined) return undefined;
    if (text !== UNTOLD) text = change(text);
  }
  return text;
}

function valueOf(source: string, labels: Labels, missing: string): string | undefined {
  const quoted = /^"([^"]*)"$|^`([^`]*)`$/.exec(source);
  if (quoted) return quoted[1] ?? quoted[2];
  const label = new RegExp(`^(?:${LABEL.source})$`).exec(source);
  if (!label) return undefined;
  return labels[label[1] ?? label[2] ?? ''] ?? missing;
}

/** As Go's `url.QueryEscape`: a space is `+`, and all but letters, digits and `-_.~` is a percent code. */
export function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
