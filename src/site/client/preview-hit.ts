import type { Hit } from './answer.ts';
import { fillCommands } from './fill-commands.ts';

/** A look into the result that is chosen, beside the list, where there is room for it. */
export interface HitPreview {
  /** Shows a result, or nothing. */
  show(hit: Hit | undefined): void;
}

const WIDE = '(min-width: 1200px)';
/** Whoever walks through the list does not stop at each. */
const AFTER_MS = 120;

/** Makes the place for it. The page of a result is fetched when it is first chosen: it is one of this site. */
export function hitPreview(panel: HTMLElement): HitPreview {
  const box = document.createElement('aside');
  box.className = 'hit-preview';
  box.setAttribute('aria-label', 'The first command of the chosen result');
  box.hidden = true;
  panel.append(box);
  const pages = new Map<string, Promise<Document | undefined>>();
  let latest: Hit | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function draw(hit: Hit): Promise<void> {
    const { pathname } = new URL(hit.url, location.href);
    const known = pages.get(pathname) ?? fetchPage(pathname);
    pages.set(pathname, known);
    const page = await known;
    if (!page) pages.delete(pathname); // the next time it may load
    if (latest?.url !== hit.url) return;
    box.replaceChildren(...head(hit), ...firstCommand(page));
    fillCommands(new Map([...defaultsOf(page), ...Object.entries(hit.values)]));
    box.hidden = false;
  }

  return {
    show(hit) {
      const isWanted = hit?.isRunbook === true && matchMedia(WIDE).matches;
      // A better answer to the same question: what is drawn, or about to be, is of this result.
      if (isWanted && latest?.url === hit.url) return void (latest = hit);
      clearTimeout(timer);
      latest = isWanted ? hit : undefined;
      if (!isWanted) return void (box.hidden = true);
      timer = setTimeout(() => void draw(hit), AFTER_MS);
    },
  };
}

async function fetchPage(path: string): Promise<Document | undefined> {
  try {
    const response = await fetch(path);
    return response.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
  } catch {
    return undefined; // offline: the list is what there is
  }
}

function head({ title, severity, owner, url }: Hit): HTMLElement[] {
  const link = document.createElement('a');
  link.href = url;
  link.textContent = title;
  const facts = document.createElement('p');
  facts.className = 'hit-preview-facts';
  facts.textContent = [severity, owner].filter(Boolean).join(' · ');
  const name = document.createElement('p');
  name.className = 'hit-preview-title';
  name.append(link);
  return facts.textContent === '' ? [name] : [name, facts];
}

/** The first command of a page with its button to copy; nothing that its page alone can do. */
function firstCommand(page: Document | undefined): HTMLElement[] {
  const variant = page?.querySelector('.step .variant:has(code.command)');
  if (!variant) return [];
  const copy = document.importNode(variant, true);
  copy.querySelectorAll('.tick, .in-terminal, .expected, .unfit-note').forEach((part) => part.remove());
  copy.querySelectorAll('[id]').forEach((part) => part.removeAttribute('id'));
  const card = document.createElement('div');
  card.className = 'card';
  card.append(copy);
  return [card];
}

function defaultsOf(page: Document | undefined): [string, string][] {
  return [...(page?.querySelectorAll<HTMLElement>('aside.values .param') ?? [])].flatMap(({ dataset }) =>
    dataset['name'] !== undefined && dataset['default'] !== undefined
      ? [[dataset['name'], dataset['default']] satisfies [string, string]]
      : [],
  );
}
