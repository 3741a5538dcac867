import { isSameSecret, newSecret } from '../../tools/secret-match.ts';

/** Answers to a dialog, each good for one start of what the dialog showed. */
export interface Nonces {
  /** @param shown what was shown, to the letter */
  give(shown: string): string;
  /** Whether this one was given for that, and not used, nor too old. It is used now, whatever it was given for. */
  take(nonce: string, shown: string): boolean;
}

/** A dialog may stand open while somebody is asked; milliseconds. */
const GOOD_FOR = 10 * 60_000;
/** Dialogs that are open at once. */
const MOST = 16;

/** @param now milliseconds that only grow */
export function openNonces(now: () => number): Nonces {
  let open: { readonly nonce: string; readonly shown: string; readonly until: number }[] = [];
  return {
    give(shown) {
      const nonce = newSecret();
      open = [...open.filter(({ until }) => until > now()), { nonce, shown, until: now() + GOOD_FOR }].slice(
        -MOST,
      );
      return nonce;
    },
    take(nonce, shown) {
      // All of them are looked at: how long it takes says nothing.
      const matches = open.filter((one) => isSameSecret(one.nonce, nonce));
      const [found] = matches;
      open = open.filter((one) => one !== found);
      return found !== undefined && found.until > now() && found.shown === shown;
    },
  };
}
