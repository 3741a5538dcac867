/** A value as the page shows it. */
export interface ShownValue {
  readonly value: string;
  readonly isDefault: boolean;
}

/** The values that the page has put into its commands: those of its boxes that fit. */
export function shownValues(): ReadonlyMap<string, ShownValue> {
  const values = new Map<string, ShownValue>();
  for (const row of document.querySelectorAll<HTMLElement>('aside.values .param')) {
    const { name = '', default: usual } = row.dataset;
    const input = row.querySelector('input');
    if (!input || input.value === '' || input.getAttribute('aria-invalid') === 'true') continue;
    values.set(name, { value: input.value, isDefault: input.value === usual });
  }
  return values;
}
