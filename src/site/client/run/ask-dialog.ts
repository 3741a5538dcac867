import type { AskReply, LinkedStep } from '../../../run/run-protocol.ts';
import { button, element } from './elements.ts';

/** What somebody has decided in the dialog. */
export type Decision = { readonly word: string | undefined } | { readonly dryrun: LinkedStep } | undefined;

const RISK_WORDS = {
  read: 'It reads.',
  change: 'It changes something.',
  destroy: 'It destroys something.',
} as const;

/**
 * Asks before a step that changes something: shows the command as it will run, and what undoes it. The way out has the
 * focus; what destroys wants its word typed, and offers its dry run before that.
 */
export function askDialog(asked: AskReply): Promise<Decision> {
  const title = element('h2', '', `Run ${asked.name}?`);
  title.id = 'site:run-title';
  const form = element('form', '');
  form.method = 'dialog';
  const dialog = element('dialog', `run-dialog run-${asked.risk}`, title, form);
  dialog.setAttribute('aria-labelledby', title.id);
  let decision: Decision;
  const decide = (made: Decision): void => {
    decision = made;
    dialog.close();
  };
  const run = element('button', 'run-yes', 'Run it');
  const cancel = button('Cancel', () => decide(undefined));
  const { dryrun, word } = asked;
  const typed = word === undefined ? undefined : wordBox(word, run);
  const rehearse = dryrun && button(`Dry run first: ${dryrun.name}`, () => decide({ dryrun }), 'run-dry');
  form.append(
    ...facts(asked),
    ...(rehearse ? [element('p', '', rehearse)] : []),
    ...(typed ? [typed.label] : []),
    element('p', 'run-answers', cancel, run),
  );
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!typed || typed.input.value === word) decide({ word });
  });
  document.body.append(dialog);
  dialog.showModal();
  (rehearse ?? typed?.input ?? cancel).focus();
  return new Promise((settle) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      settle(decision);
    });
  });
}

function facts({ risk, command, values, through, folder, notes, undo }: AskReply): HTMLElement[] {
  return [
    element('p', `run-risk risk-${risk}`, RISK_WORDS[risk]),
    ...notes.map((note) => element('p', '', note)),
    code(command, 'The command, as it will run'),
    ...(values.length > 0 ? [element('p', '', 'with ', element('code', '', values.join('  ')))] : []),
    ...(through === undefined ? [] : [element('p', '', 'through ', element('code', '', through))]),
    ...(folder === undefined ? [] : [element('p', '', 'in ', element('code', '', folder))]),
    ...(undo
      ? [element('p', '', `What undoes it: ${undo.name}`), code(undo.command, 'What undoes it')]
      : risk === 'read'
        ? []
        : [element('p', '', 'The runbook names no rollback for it.')]),
  ];
}

function code(text: string, label: string): HTMLElement {
  const pre = element('pre', '', element('code', '', text));
  pre.tabIndex = 0; // a long one can be scrolled with the keyboard
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', label);
  return pre;
}

function wordBox(word: string, run: HTMLButtonElement): { label: HTMLElement; input: HTMLInputElement } {
  const input = element('input', '');
  input.autocomplete = 'off';
  input.spellcheck = false;
  input.setAttribute('autocapitalize', 'off');
  run.disabled = true;
  input.addEventListener('input', () => (run.disabled = input.value !== word));
  return { label: element('label', 'run-word', 'Type ', element('b', '', word), ' to run it', input), input };
}
