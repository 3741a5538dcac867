import type { BookFiles } from '../runbook/book.ts';
import type { BookReader } from '../runbook/read/load.ts';
import type { SourceText } from '../runbook/read/source-text.ts';

/** A drawing above this is no part of a page that must open on a phone. */
const LARGEST_BYTES = 256_000;

/**
 * The SVG files that pages name, as addresses that hold the drawing itself. An SVG is a program to a browser
 * that opens it, and nothing but a picture in a page: so it is never published as a file.
 */
export async function readDrawings(files: BookFiles, reader: BookReader): Promise<Map<string, string>> {
  const named = namesIn(files);
  const drawings = new Map<string, string>();
  for (const path of files.paths.filter((path) => named.has(path.slice(path.lastIndexOf('/') + 1)))) {
    const bytes = await reader.read(path, LARGEST_BYTES + 1);
    if (!(bytes instanceof Uint8Array) || bytes.length > LARGEST_BYTES) continue;
    const text = new TextDecoder().decode(bytes);
    drawings.set(path, `data:image/svg+xml,${encodeURIComponent(text)}`);
  }
  return drawings;
}

/** Names of SVG files in the text of pages, as in `![Lag](../pictures/lag%20of%20a%20night.svg)`. */
function namesIn({ texts }: BookFiles): Set<string> {
  return new Set(texts.flatMap(namesOf));
}

/** Looked for once in each text: a book is read again as somebody writes it. */
function namesOf(source: SourceText): readonly string[] {
  const names = known.get(source) ?? listNames(source.text);
  known.set(source, names);
  return names;
}

const known = new WeakMap<SourceText, readonly string[]>();

function listNames(text: string): string[] {
  if (!/\.svg\b/i.test(text)) return [];
  const names = text.split(/[/\\()"'\n]/).flatMap((part) => /^.+\.svg\b/i.exec(part)?.[0] ?? []);
  return names.flatMap((name) => [name.trim(), decoded(name.trim())]);
}

function decoded(name: string): string {
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}
