/** The Compare buttons beside expected outputs; what compares is loaded when it is first asked for. */
export function compareButtons(): void {
  document.addEventListener('click', ({ target }) => {
    const block =
      target instanceof Element && target.matches('button.compare')
        ? target.closest<HTMLElement>('.expected')
        : null;
    if (block) void import('./compare.ts').then(({ toggleComparison }) => toggleComparison(block));
  });
}
