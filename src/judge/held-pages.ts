/**
 * What pages were read as, held as long as there is room. A tree and its commands take forty times the room of their
 * text, so of a large book the page that was asked for longest ago is let go, and is read again when somebody asks.
 */
export interface HeldPages {
  /** Reads something when it is asked for, and holds it. @param size the length of its text */
  hold<T>(size: number, read: () => T): () => T;
  /** Does not let go what this one reads until another one is named: a rule looks at one page, and at others beside it. */
  stay(one: () => unknown): void;
}

/** In characters: about a thousand pages. */
const ROOM = 2_500_000;

/** Opens room for pages. @param room in characters of their texts; the one that was asked for last always has a place */
export function holdPages(room = ROOM): HeldPages {
  // The one that was asked for longest ago comes first.
  const held = new Map<() => unknown, { readonly page: unknown; readonly size: number }>();
  let taken = 0;
  let last: (() => unknown) | undefined;
  let staying: (() => unknown) | undefined;

  function makeRoom(): void {
    for (const [one, { size }] of held) {
      if (taken <= room) return;
      if (one === staying || one === last) continue;
      held.delete(one);
      taken -= size;
    }
  }

  return {
    hold<T>(size: number, read: () => T): () => T {
      const ask = (): T => {
        // What stands under a question is what it read.
        const known = held.get(ask) as { readonly page: T; readonly size: number } | undefined;
        if (known && last === ask) return known.page;
        const one = known ?? { page: read(), size };
        if (!known) taken += size;
        held.delete(ask);
        held.set(ask, one);
        last = ask;
        makeRoom();
        return one.page;
      };
      return ask;
    },
    stay(one) {
      staying = one;
    },
  };
}
