import type { PageReply, SessionState } from '../../../run/run-protocol.ts';
import { button, element } from './elements.ts';

/** At the foot of the page: the shell that this tab has. */
export interface SessionStrip {
  show(session: SessionState): void;
  /** Says why nothing can be run, in place of the shell. */
  refuse(words: string): void;
}

/** Puts the strip into the page. @param anew starts a new shell */
export function sessionStrip(only: PageReply['only'], anew: () => void): SessionStrip {
  const words = element('span', '');
  const fresh = button('New shell', anew);
  const strip = element('aside', 'run-strip', words, fresh);
  strip.setAttribute('aria-label', 'Shell of this tab');
  strip.dataset['pagefindIgnore'] = '';
  document.querySelector('main')?.append(strip);
  return {
    show({ folder, exports }) {
      const set = exports.length > 0 ? ` Exported: ${exports.join(', ')}.` : '';
      const limit = only ? ` Only what is \`${only}\` or less.` : '';
      words.textContent = `Commands run on this machine, in ${folder}.${set}${limit}`.replaceAll('`', '');
    },
    refuse(reason) {
      words.textContent = reason;
      fresh.textContent = 'Reload';
      const reload = button('Reload', () => location.reload());
      fresh.replaceWith(reload);
    },
  };
}
