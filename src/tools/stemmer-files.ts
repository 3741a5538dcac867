import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { isCompiled, PROGRAM } from './program.ts';

/** Where the modules of stemmers are: beside the compiled program, or in the package that they are copied from. */
const FOLDER = join(PROGRAM, isCompiled ? 'dist-program/stemmers' : 'node_modules/@orama/stemmers/dist');

/** Loads one, for this process. @param module its name, which is one of ours */
export async function importStemmer(module: string): Promise<unknown> {
  return import(/* @vite-ignore */ pathToFileURL(join(FOLDER, module)).href);
}

/** The text of one, for a browser. */
export async function readStemmer(module: string): Promise<string> {
  return readFile(join(FOLDER, module), 'utf8');
}
