import { accessSync, constants, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { parse } from 'node:path';

/** There is no folder for temporary files: whoever started opsbook can name one. */
export class NoScratchPlaceError extends Error {
  override readonly name = 'NoScratchPlaceError';

  constructor(tried: readonly string[]) {
    super(
      `set TMPDIR to a folder that can be written: temporary files have no place (tried ${tried.join(', ')}).`,
    );
  }
}

/** The folder for temporary files: the system's, else `/tmp` where `TMPDIR` names none that can be written. */
export function scratchPlace(): string {
  const places = [...new Set([tmpdir(), ...(process.platform === 'win32' ? [] : ['/tmp'])])];
  const found = places.find(canHoldFiles);
  if (found === undefined) throw new NoScratchPlaceError(places);
  return found;
}

/** A folder outside of every book, to start a program in that reads settings where it starts. */
export function neutralFolder(): string {
  const place = tmpdir();
  return canHoldFiles(place) ? place : parse(process.cwd()).root;
}

function canHoldFiles(folder: string): boolean {
  try {
    accessSync(folder, constants.W_OK | constants.X_OK);
    return statSync(folder).isDirectory();
  } catch {
    return false;
  }
}
