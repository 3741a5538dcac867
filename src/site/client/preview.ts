import type { ShownFinding } from '../../tools/serve-preview.ts';
import { base } from './site-base.ts';

/** Listens to `opsbook dev`: a page that has changed is loaded again, and what is found in it stands at its foot. */
const page = encodeURIComponent(location.pathname);
const events = new EventSource(`${base()}preview/events?page=${page}`);
events.addEventListener('change', () => location.reload());
events.addEventListener('findings', ({ data }: MessageEvent<string>) => {
  // Written by our own server, in this shape.
  const { findings, commands } = JSON.parse(data) as {
    findings: readonly ShownFinding[];
    commands?: string;
  };
  show(findings, commands);
});

function show(findings: readonly ShownFinding[], commands: string | undefined): void {
  const strip = document.querySelector<HTMLElement>('[data-preview]');
  const [details, summary] = [strip?.querySelector('details'), strip?.querySelector('summary')];
  const [list, quiet] = [strip?.querySelector('ul'), strip?.querySelector('p')];
  if (!strip || !details || !summary || !list || !quiet) return;
  strip.hidden = findings.length === 0 && commands === undefined;
  details.hidden = findings.length === 0;
  quiet.hidden = commands === undefined;
  quiet.textContent = commands ?? '';
  summary.textContent = findings.length === 1 ? 'One finding' : `${findings.length} findings`;
  list.replaceChildren(...findings.map(line));
}

/** A rule, linked where its page is: the page's own links know where the manual stands, if anywhere. */
function ruleName(ruleId: string): HTMLElement {
  const rules = document.querySelector<HTMLAnchorElement>('footer a[href$="/rules/"]')?.href;
  const name = document.createElement(rules === undefined ? 'span' : 'a');
  if (name instanceof HTMLAnchorElement) name.href = `${rules ?? ''}${ruleId}/`;
  name.textContent = ruleId;
  return name;
}

function line({ path, line, column, level, message, ruleId }: ShownFinding): HTMLElement {
  const item = document.createElement('li');
  const place = document.createElement('code');
  place.textContent = `${path}:${line}:${column}`;
  const rule = ruleName(ruleId);
  const weight = document.createElement('span');
  weight.className = level;
  weight.textContent = level;
  item.append(place, ' ', weight, ' ', message, ' ', rule);
  return item;
}
