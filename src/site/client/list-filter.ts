/** A group of a list, as `/lists/symptoms.json` has it: each line with its text, its address, and what stands beside it. */
interface Group {
  readonly name: string;
  readonly lines: readonly (readonly [text: string, address: string, aside: string, isCode?: 1])[];
}
type Line = Group['lines'][number];

/** More lines than this are slow on a phone: another letter narrows them. */
const MOST = 100;

/** The box above a long list: it shows the lines of the whole list that hold every word in it. */
export function listFilter(form: HTMLFormElement): void {
  const field = form.querySelector('input');
  const said = form.querySelector('p');
  const list = document.querySelector('[data-list]');
  if (!field || !said || !list) return;
  const first = [...list.childNodes];
  let loading: Promise<readonly Group[]> | undefined;
  const show = async (): Promise<void> => {
    const text = field.value;
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (words.length === 0) {
      said.textContent = '';
      list.replaceChildren(...first);
      return;
    }
    loading ??= load(form.dataset['listFilter'] ?? '');
    const groups = await loading.catch(() => undefined);
    // Somebody who goes on typing has asked for something else.
    if (field.value !== text) return;
    if (groups) showFound(groups, words, { said, list });
    else {
      // Asked for again at the next letter.
      loading = undefined;
      said.textContent = 'The whole list could not be loaded.';
    }
  };
  form.addEventListener('input', () => void show());
  form.addEventListener('submit', (event) => event.preventDefault());
  // What a browser kept in the box when somebody comes back.
  if (field.value !== '') void show();
}

async function load(sources: string): Promise<readonly Group[]> {
  const lists = await Promise.all(
    sources.split(' ').map(async (source) => {
      const response = await fetch(source);
      if (!response.ok) throw new Error(`${source}: ${response.status}`);
      // Written by the build that wrote this program.
      return (await response.json()) as readonly Group[];
    }),
  );
  return lists.flat();
}

interface Place {
  readonly said: HTMLElement;
  readonly list: Element;
}

function showFound(groups: readonly Group[], words: readonly string[], { said, list }: Place): void {
  const all = groups.reduce((sum, { lines }) => sum + lines.length, 0);
  const found = groups.map(({ name, lines }) => ({
    name,
    lines: lines.filter((line) => fits(`${line[0]} ${line[2]} ${name}`.toLowerCase(), words)),
  }));
  const count = found.reduce((sum, { lines }) => sum + lines.length, 0);
  said.textContent =
    count > MOST
      ? `${count} of ${all}. The first ${MOST} are shown: another word narrows them.`
      : `${count} of ${all}.`;
  let room = MOST;
  const parts: HTMLElement[] = [];
  for (const { name, lines } of found) {
    const shown = lines.slice(0, room);
    room -= shown.length;
    if (shown.length > 0) parts.push(...(name === '' ? [] : [heading(name)]), listOf(shown));
  }
  list.replaceChildren(...parts);
}

function fits(text: string, words: readonly string[]): boolean {
  return words.every((word) => text.includes(word));
}

function heading(text: string): HTMLElement {
  const made = document.createElement('h2');
  made.textContent = text;
  return made;
}

function listOf(lines: readonly Line[]): HTMLElement {
  const list = document.createElement('ul');
  list.className = 'lines';
  list.append(...lines.map(item));
  return list;
}

function item([text, address, aside, isCode]: Line): HTMLElement {
  const line = document.createElement('li');
  const link = document.createElement('a');
  link.href = address;
  const words = isCode ? document.createElement('code') : link;
  words.textContent = text;
  if (words !== link) link.append(words);
  line.append(link);
  if (aside !== '') {
    const beside = document.createElement('span');
    beside.textContent = aside;
    line.append(beside);
  }
  return line;
}
