import type { Piece, RunEnded } from '../../../run/run-protocol.ts';
import { comparisonTable } from '../comparison-table.ts';
import { element } from './elements.ts';

/** Below a command: what it prints, for how long, how it ended, and what to do next. */
export interface OutputPanel {
  readonly root: HTMLElement;
  /** Empties it and shows the clock. */
  begin(command: string, at: number): void;
  say(words: string, tone?: 'good' | 'bad'): void;
  print(pieces: readonly Piece[]): void;
  printEnd(pieces: readonly Piece[], dropped: number): void;
  end(ended: RunEnded, next: readonly HTMLElement[]): void;
  /** Nothing more comes. */
  stopClock(): void;
}

/** Makes the panel of a step. */
export function outputPanel(name: string): OutputPanel {
  const words = element('span', 'run-words');
  const clock = element('span', 'run-clock');
  clock.setAttribute('aria-hidden', 'true'); // it is said when it has ended
  const head = element('p', 'run-head', words, clock);
  const text = element('span', '');
  const tail = element('span', '');
  const pre = element('pre', 'run-output', element('code', '', text, tail));
  pre.tabIndex = 0;
  pre.setAttribute('role', 'group');
  pre.setAttribute('aria-label', `Output of ${name}`);
  const rest = element('div', 'run-rest comparison');
  const root = element('section', 'run-panel', head, pre, rest);
  root.setAttribute('aria-label', `Run of ${name}`);
  root.dataset['pagefindIgnore'] = '';
  let timer = 0;

  const stopClock = (): void => clearInterval(timer);
  /** A reader who reads further up is left there. */
  function follow(change: () => void): void {
    const isAtEnd = pre.scrollHeight - pre.scrollTop - pre.clientHeight < 8;
    change();
    pre.hidden = false;
    if (isAtEnd) pre.scrollTop = pre.scrollHeight;
  }
  function say(sentence: string, tone?: 'good' | 'bad'): void {
    words.textContent = sentence;
    words.className = tone === undefined ? 'run-words' : `run-words is-${tone}`;
  }
  return {
    root,
    stopClock,
    say,
    begin(command, at) {
      text.replaceChildren();
      tail.replaceChildren();
      rest.replaceChildren();
      pre.hidden = true;
      pre.title = command;
      const show = (): void =>
        void (clock.textContent = `${Math.max(0, Math.floor((Date.now() - at) / 1000))} s`);
      stopClock();
      show();
      timer = window.setInterval(show, 1000);
    },
    print: (pieces) => follow(() => text.append(...pieces.map(piece))),
    printEnd: (pieces, dropped) =>
      follow(() => {
        const gap = dropped > 0 ? [element('span', 'run-gap', `\n… ${dropped} characters left out …\n`)] : [];
        tail.replaceChildren(...gap, ...pieces.map(piece));
      }),
    end(ended, next) {
      stopClock();
      clock.textContent = '';
      say(...verdictOf(ended));
      const { comparison, meaning, left } = ended;
      rest.replaceChildren(
        ...(meaning === undefined ? [] : [element('p', 'verdict', meaning)]),
        ...(comparison ? comparisonTable(comparison) : []),
        ...(left === undefined ? [] : [element('p', '', `It ${left}.`)]),
        ...(next.length > 0 ? [element('p', 'run-next', ...next)] : []),
      );
      if (ended.output === '') rest.prepend(element('p', '', 'It printed nothing.'));
    },
  };
}

function verdictOf({ outcome, isGood, words, duration }: RunEnded): [string, ('good' | 'bad')?] {
  const after = seconds(duration);
  if (outcome === 'stopped' || outcome === 'followed') return [`Stopped after ${after}`];
  return isGood ? [`Ok: ${words} (${after})`, 'good'] : [`Failed: ${words} (${after})`, 'bad'];
}

function piece({ text, styles = [] }: Piece): Node {
  if (styles.length === 0) return document.createTextNode(text);
  // The service names styles of a list of its own, in letters alone.
  return element('span', styles.map((style) => `tone-${style}`).join(' '), text);
}

function seconds(milliseconds: number): string {
  if (milliseconds < 60_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  return `${Math.floor(milliseconds / 60_000)} min ${Math.round((milliseconds % 60_000) / 1000)} s`;
}
