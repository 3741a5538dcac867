import { FILE_HEADERS_ONLY, formatPatch, structuredPatch } from 'diff';

/** A change of a file as a unified diff that `git apply` and `patch -p1` take. */
export function renderPatch(path: string, from: string, to: string): string {
  return formatPatch(structuredPatch(`a/${path}`, `b/${path}`, from, to), FILE_HEADERS_ONLY);
}
