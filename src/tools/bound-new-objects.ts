import { getHeapSpaceStatistics, setFlagsFromString } from 'node:v8';

/** What V8 may use for objects that were just made: enough for all that one page needs, twice. */
const ENOUGH = 16 * 1024 * 1024; // bytes

/**
 * Stops the growth of the space for new objects. V8 doubles it as long as objects live on in it, up to 128 MB, and
 * reading a book is little else; what it saved in time could not be measured. Only growth can be set after the start,
 * so it is looked at until it is large enough.
 */
export function boundNewObjects(): void {
  const timer = setInterval(() => {
    const space = getHeapSpaceStatistics().find(({ space_name: name }) => name === 'new_space');
    if (space && space.space_size < ENOUGH) return;
    setFlagsFromString('--semi-space-growth-factor=1');
    clearInterval(timer);
  }, 1);
  timer.unref();
}
