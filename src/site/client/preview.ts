import type { ShownFinding } from '../../tools/serve-preview.ts';
import { base } from './site-base.ts';

/** Listens to `opsbook dev`: a page that has changed is loaded again, and what is found in it stands at its foot. */
const page = encodeURIComponent(location.pathname);
const events = new EventSource(`${base()}preview/events?page=${page}`);
events.addEventListener('change', () => location.reload());
events.addEventListener('findings', ({ data }: MessageEvent<string>) => {
  // Written by our own server, in this shape.
  const { findings } = JSON.parse(data) as { findings: readonly ShownFinding[] };
  show(findings);
});

function show(findings: readonly ShownFinding[]): void {
  const strip = document.querySelector<HTMLElement>('[data-preview]');
  const [summary, list] = [strip?.querySelector('summary'), strip?.querySelector('ul')];
  if (!strip || !summary || !list) return;
  strip.hidden = findings.length === 0;
  summary.textContent = findings.length === 1 ? 'One finding' : `${findings.length} findings`;
  list.replaceChildren(...findings.map(line));
}

function line({ path, line, column, level, message, ruleId }: ShownFinding): HTMLElement {
  const item = document.createElement('li');
  const place = document.createElement('code');
  place.textContent = `${path}:${line}:${column}`;
  const rule = document.createElement('a');
  rule.href = `${base()}rules/${ruleId}/`;
  rule.textContent = ruleId;
  const weight = document.createElement('span');
  weight.className = level;
  weight.textContent = level;
  item.append(place, ' ', weight, ' ', message, ' ', rule);
  return item;
}
