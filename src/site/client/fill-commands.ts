import { assignmentOf, quoteFor } from '../../shell/quote.ts';

/** What is written where a variable stands, before any value. */
const written = new WeakMap<HTMLElement, string>();

/** Puts values into every command of the page; what has none, or cannot take it, is marked. */
export function fillCommands(values: ReadonlyMap<string, string>): void {
  for (const code of document.querySelectorAll<HTMLElement>('code.command')) {
    const places = [...code.querySelectorAll<HTMLElement>('.value')];
    if (places.length > 0) showAssignments(code, new Set(places.flatMap((place) => fill(place, values))));
  }
}

/** Fills one place; gives the line that must run before it, where only a variable can stand. */
function fill(place: HTMLElement, values: ReadonlyMap<string, string>): string[] {
  const { param = '', quote, assign, optional } = place.dataset;
  const text = written.get(place) ?? place.textContent;
  written.set(place, text);
  const value = values.get(param);
  const put = value === undefined || quote === undefined ? undefined : quoteFor(quote, value);
  const line =
    value === undefined || put !== undefined || assign === undefined ? undefined : assignmentOf(param, value);
  place.textContent = put ?? text;
  place.classList.toggle('is-filled', put !== undefined || line !== undefined);
  place.classList.toggle('is-missing', value === undefined && quote !== undefined && optional === undefined);
  place.classList.toggle(
    'is-unfit',
    value !== undefined && quote !== undefined && put === undefined && line === undefined,
  );
  place.classList.toggle('is-secret', quote === undefined);
  place.title = titleOf(place, param);
  return line === undefined ? [] : [line];
}

function titleOf({ classList }: HTMLElement, name: string): string {
  if (classList.contains('is-missing')) return `${name} has no value yet`;
  if (classList.contains('is-unfit')) return `The value of ${name} cannot stand here safely: set it by hand`;
  return classList.contains('is-secret') ? `${name} is secret: set it in your shell first` : name;
}

/** The lines to run first, as part of the command that is shown and copied. */
function showAssignments(code: HTMLElement, lines: ReadonlySet<string>): void {
  code.querySelector('.assignments')?.remove();
  if (lines.size === 0) return;
  const first = document.createElement('span');
  first.className = 'assignments';
  first.textContent = `${[...lines].join('\n')}\n`;
  code.prepend(first);
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
  return [missing && `${missing} missing`, unfit && `set ${unfit} by hand`, secret && `set ${secret} first`]
    .filter(Boolean)
    .join('; ');
}
