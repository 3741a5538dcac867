import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** What V8 may use for objects that were just made, in each of two halves: enough for all that a few pages need. */
const ENOUGH = 32; // MB

/**
 * Lets the space for new objects grow once, and no further. V8 doubles it as long as objects live on in it, up to
 * 128 MB, and reading a book is little else. Its size cannot be set after the start, but by how much it grows can.
 */
export function boundNewObjects(): void {
  // A half begins with one megabyte.
  setFlagsFromString(`--semi-space-growth-factor=${ENOUGH}`);
  const timer = setInterval(() => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (space && space.space_size < ENOUGH * 1024 * 1024) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(timer);
  }, 1);
  timer.unref();
}
