/** The buttons that copy how a step is run in a terminal; what writes that out is loaded when it is first asked for. */
export function inTerminal(): void {
  document.addEventListener('click', ({ target }) => {
    const button = target instanceof Element ? target.closest<HTMLButtonElement>('button.in-terminal') : null;
    if (button)
      void import('./terminal-command.ts').then(({ copyTerminalCommand }) => copyTerminalCommand(button));
  });
}
