import { readKept, writeKept } from './kept-values.ts';
import { typed } from './typed-value.ts';

interface TypedEarly {
  /** By its box. */
  readonly texts: ReadonlyMap<HTMLInputElement, string>;
  readonly end: () => void;
}

/**
 * What somebody types while this script or the patterns of the params are still on their way. Of what stood there
 * before, only the box that is being typed in is asked: what the browser has filled in again by itself may be older than
 * what the tab knows. Whoever leaves meanwhile takes it along: the next page judges it as it judges all that is kept.
 */
export function typedEarly(panel: HTMLElement): TypedEarly {
  const texts = new Map<HTMLInputElement, string>();
  const take = (input: unknown): void => {
    if (input instanceof HTMLInputElement && panel.contains(input)) texts.set(input, input.value);
  };
  const { activeElement: now } = document;
  if (now instanceof HTMLInputElement && now.value !== now.defaultValue) take(now);
  const onInput = ({ target }: Event): void => take(target);
  const onLeave = (): void => keepEarly(texts);
  panel.addEventListener('input', onInput);
  addEventListener('pagehide', onLeave);
  return {
    texts,
    end() {
      panel.removeEventListener('input', onInput);
      removeEventListener('pagehide', onLeave);
    },
  };
}

function keepEarly(texts: ReadonlyMap<HTMLInputElement, string>): void {
  const kept = readKept();
  if (!kept) return;
  const values = new Map(kept.values);
  for (const [input, value] of texts) {
    const { name, label, secret } = input.closest<HTMLElement>('.param')?.dataset ?? {};
    if (name === undefined || secret !== undefined || value === '') continue;
    values.set(name, typed({ label }, value));
  }
  writeKept({ ...kept, values });
}
