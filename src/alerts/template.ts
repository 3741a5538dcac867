import { lookUp } from '../shell/look-up.ts';

/** Go templates of annotations, understood as far as links need: labels, and the functions that write them out. */

/** What stands for a piece of a template that only Prometheus can tell. */
export const UNTOLD = '\u0000';

type Labels = Readonly<Record<string, string>>;

/** `$labels.pod`, `.Labels.pod`, `index $labels "pod.name"`. */
const LABEL =
  /(?:\$labels|\.Labels|\$\.Labels)\.(\w+)|index\s{1,99}(?:\$labels|\.Labels|\$\.Labels)\s{1,99}"([^"]+)"/;

/** The labels that a template names, in the order they stand. */
export function listTemplateLabels(template: string): string[] {
  return findTemplateLabels(template).map(({ label }) => label);
}

/** The labels that a template names, each with the offsets where it does so first. */
export function findTemplateLabels(template: string): { label: string; start: number; end: number }[] {
  const found = listActions(template).flatMap(({ start, end }) =>
    [...template.slice(start, end).matchAll(new RegExp(LABEL, 'g'))].map(
      ({ 0: whole, 1: dotted, 2: indexed, index: at }) => ({
        label: dotted ?? indexed ?? '',
        start: start + at,
        end: start + at + whole.length,
      }),
    ),
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
  let rendered = '';
  let at = 0;
  for (const { start, end, action } of listActions(template)) {
    const text = renderAction(action, labels, missing);
    const isTold = text !== undefined && !text.includes(missing || UNTOLD);
    rendered += template.slice(at, start) + (isTold ? text : missing || UNTOLD);
    at = end;
  }
  return rendered + template.slice(at);
}

/** The template with no brace inside an action: `{{ $labels.pod | reReplaceAll "a" "$1" }}`, which had a `${1}`. */
export function withoutInnerBraces(template: string): string {
  let plain = '';
  let at = 0;
  for (const { start, end, action } of listActions(template)) {
    plain += `${template.slice(at, start)}{{ ${action.replace(/[{}]/g, '')} }}`;
    at = end;
  }
  return plain + template.slice(at);
}

interface Action {
  readonly start: number;
  readonly end: number;
  /** What stands inside its braces. */
  readonly action: string;
}

/** Each `{{ … }}`; by hand, as a regular expression would look for the end anew from every brace that is never closed. */
function listActions(template: string): Action[] {
  const actions: Action[] = [];
  for (let end = 0; ;) {
    const start = template.indexOf('{{', end);
    const close = start < 0 ? -1 : template.indexOf('}}', start + 2);
    if (close < 0) return actions;
    end = close + 2;
    const inside = template.slice(start + 2, close).replace(/^-/, '');
    actions.push({ start, end, action: inside.replace(/-$/, '').trim() });
  }
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
  const [, called = ''] = /^(\w+)\s/.exec(head) ?? [];
  const isCall = called !== 'index' && Object.hasOwn(FUNCTIONS, called);
  const names = isCall ? [called, ...rest] : rest;
  const given = head.slice(called.length).trim().replace(/^\(/, '').replace(/\)$/, '');
  let text = valueOf(isCall ? given : head, labels, missing);
  for (const name of names) {
    const change = lookUp(FUNCTIONS, name);
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
  return lookUp(labels, label[1] ?? label[2] ?? '') ?? missing;
}

/** As Go's `url.QueryEscape`: a space is `+`, and all but letters, digits and `-_.~` is a percent code. */
export function queryEscape(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll('%20', '+');
}
