import type { WorkerAnswer } from './answer.ts';

/** What well-known errors in the query mean, above the runbooks; helpful where no runbook is. */
export function showMeanings(panel: HTMLElement, meanings: WorkerAnswer['meanings']): void {
  const list = panel.querySelector<HTMLElement>('[data-meanings]');
  if (!list) return;
  list.hidden = meanings.length === 0;
  list.replaceChildren(
    ...meanings.map(({ text, meaning }) => {
      const item = document.createElement('li');
      const code = document.createElement('code');
      code.textContent = text;
      item.append(code, ` ${meaning}.`);
      return item;
    }),
  );
}
