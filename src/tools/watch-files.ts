import { basename } from 'node:path';
import { watch } from 'chokidar';
import { isLeftOut } from './folder-reader.ts';

/** Files that are watched until it is closed. */
export interface Watching {
  /** Watches a file or folder more. */
  add(path: string): void;
  close(): Promise<void>;
}

/**
 * Calls back with the path of every file below some folders that is new, changed or gone.
 * @param onReady called when all of them are watched: what changed before that, nobody is told of
 */
export function watchFiles(
  folders: readonly string[],
  onChange: (path: string) => void,
  onReady: () => void = () => undefined,
): Watching {
  const watcher = watch([...folders], {
    ignoreInitial: true,
    ignored: (path) => !folders.includes(path) && isLeftOut(basename(path)),
  });
  for (const event of ['add', 'change', 'unlink'] as const) watcher.on(event, onChange);
  watcher.once('ready', onReady);
  // What cannot be watched is read when the page is asked for the next time.
  watcher.on('error', () => undefined);
  return { add: (path) => void watcher.add(path), close: () => watcher.close() };
}
