import { putValue, sayUnfit, stoppingHole } from '../../shell/put-values.ts';
import type { Unfit } from '../../shell/put-values.ts';

/** What is written where a variable stands, before any value. */
const written = new WeakMap<HTMLElement, string>();

/** Puts values into every command of the page; what has none, or cannot take it, is marked. */
export function fillCommands(values: ReadonlyMap<string, string>): void {
  for (const code of document.querySelectorAll<HTMLElement>('code.command')) {
    const places = [...code.querySelectorAll<HTMLElement>('.value')];
    if (places.length === 0) continue;
    const filled = places.map((place) => fill(place, values));
    showAssignments(code, new Set(filled.flatMap(({ line }) => line ?? [])));
    // Where one name has several places, the first reason is said, as in the terminal.
    const unfit = filled.flatMap((one) => (one.unfit ? [[one.unfit.name, one.unfit] as const] : []));
    showUnfit(code, new Map(unfit.toReversed()));
  }
}

interface FilledPlace {
  /** The line that must run before it, where only a variable can stand. */
  readonly line?: string;
  readonly unfit?: Unfit;
}

function fill(place: HTMLElement, values: ReadonlyMap<string, string>): FilledPlace {
  const { param: name = '', quote, assign, optional } = place.dataset;
  const own = written.get(place) ?? place.textContent;
  written.set(place, own);
  const value = values.get(name);
  const put =
    value === undefined || quote === undefined
      ? undefined
      : putValue({ name, code: quote, canAssign: assign !== undefined }, value);
  const isUnfit = put !== undefined && 'reason' in put;
  place.textContent = put && 'text' in put ? put.text : own;
  place.classList.toggle('is-filled', put !== undefined && !isUnfit);
  place.classList.toggle('is-missing', value === undefined && quote !== undefined && optional === undefined);
  place.classList.toggle('is-unfit', isUnfit);
  place.classList.toggle('is-secret', quote === undefined);
  place.title = isUnfit ? `${name} cannot stand here: ${put.reason}` : titleOf(place, name);
  if (isUnfit) return { unfit: { name, reason: put.reason } };
  return put && 'assignment' in put ? { line: put.assignment } : {};
}

function titleOf({ classList }: HTMLElement, name: string): string {
  if (classList.contains('is-missing')) return `${name} has no value yet`;
  return classList.contains('is-secret') ? `${name} is secret: set it in your shell first` : name;
}

/** The lines to run first, as part of the command that is shown and copied. */
function showAssignments(code: HTMLElement, lines: ReadonlySet<string>): void {
  code.querySelector('.assignments')?.remove();
  if (lines.size === 0) return;
  const first = document.createElement('span');
  first.className = 'assignments line';
  first.textContent = `${[...lines].join('\n')}\n`;
  code.prepend(first);
}

/** Below the command, why a value is not in it. */
function showUnfit(code: HTMLElement, unfit: ReadonlyMap<string, Unfit>): void {
  const pre = code.parentElement;
  const shown = pre?.parentElement?.querySelector<HTMLElement>(':scope > .unfit-note');
  if (unfit.size === 0 || !pre) return shown?.remove();
  const note = shown ?? document.createElement('p');
  note.className = 'unfit-note';
  note.textContent = `Not filled in: ${sayUnfit([...unfit.values()])}`.replaceAll('`', '');
  if (!shown) pre.after(note);
}

/** The places of a command that stand open: nobody has given a value, or the value cannot stand there. */
export function openPlaces(code: HTMLElement): readonly HTMLElement[] {
  return [...code.querySelectorAll<HTMLElement>('.value:is(.is-missing, .is-unfit)')];
}

/** The command as it is copied: a shell that meets an open place stops there. */
export function copyText(code: HTMLElement): string {
  const open = new Set(openPlaces(code));
  const copy = code.cloneNode(true);
  if (open.size === 0 || !(copy instanceof HTMLElement)) return code.textContent;
  const places = [...code.querySelectorAll<HTMLElement>('.value')];
  [...copy.querySelectorAll<HTMLElement>('.value')].forEach((place, index) => {
    const original = places[index];
    if (original && open.has(original))
      place.textContent = stoppingHole(place.textContent, place.dataset['quote'] ?? '');
  });
  return copy.textContent;
}

/** What a person must know before running a command; empty when it is whole. */
export function openEnds(code: HTMLElement): string {
  const names = (kind: string): string =>
    [
      ...new Set(
        [...code.querySelectorAll<HTMLElement>(`.value.${kind}`)].map(
          ({ dataset }) => dataset['param'] ?? '',
        ),
      ),
    ].join(', ');
  const [missing, unfit, secret] = [names('is-missing'), names('is-unfit'), names('is-secret')];
  return [
    missing && `${missing} missing`,
    unfit && `${unfit} cannot stand here`,
    secret && `set ${secret} first`,
  ]
    .filter(Boolean)
    .join('; ');
}
