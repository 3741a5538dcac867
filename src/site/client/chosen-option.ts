/** The results as a list to choose from: one of them is chosen, and the search box says which. */
export interface ChosenOption {
  current(): HTMLAnchorElement | undefined;
  isEmpty(): boolean;
  isFirst(): boolean;
  /** Chooses the next one or the one before, which then stays chosen when the list is drawn again. */
  move(by: 1 | -1): void;
  /** Chooses again after the list was drawn: what the reader wanted, or the first. */
  restore(): void;
  /** The reader has wanted nothing yet. */
  forget(): void;
}

interface Place {
  readonly list: HTMLElement;
  readonly input: HTMLTextAreaElement;
  /** Is told when another one is chosen. */
  onChoice(): void;
}

/** Keeps one option of a list chosen, as a combobox does. */
export function chosenOption({ list, input, onChoice }: Place): ChosenOption {
  /** The result that the reader went to with the keys. */
  let wanted: HTMLAnchorElement | undefined;
  const options = (): HTMLAnchorElement[] => [...list.querySelectorAll<HTMLAnchorElement>('a[role=option]')];
  const chosen = (): number =>
    options().findIndex((option) => option.getAttribute('aria-selected') === 'true');

  function choose(index: number): void {
    const all = options();
    const at = Math.max(0, Math.min(index, all.length - 1));
    all.forEach((option, place) => {
      option.id = `site:result-${place}`;
      option.setAttribute('aria-selected', String(place === at));
    });
    const option = all[at];
    onChoice();
    if (!option) return input.removeAttribute('aria-activedescendant');
    input.setAttribute('aria-activedescendant', option.id);
    option.scrollIntoView({ block: 'nearest' });
  }

  return {
    current: () => options()[chosen()],
    isEmpty: () => options().length === 0,
    isFirst: () => chosen() <= 0,
    move(by) {
      choose(chosen() + by);
      wanted = options()[chosen()];
    },
    restore() {
      const all = options();
      const same = all.findIndex(({ href }) => href === wanted?.href);
      // A better answer may lead to another section of the same page.
      choose(same >= 0 ? same : all.findIndex(({ pathname }) => pathname === wanted?.pathname));
    },
    forget() {
      wanted = undefined;
    },
  };
}
