import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { SpecFile } from '../../../src/shell/specs/spec.ts';

/** What one source said of one tool on one day. */
export interface Layer {
  /** The tool's own version. */
  readonly version: string;
  /** When it was read, `2026-11-29`. */
  readonly date: string;
  /** What was read: `its own --help (Debian)`, `argoproj/argo-cd docs/user-guide/commands`. */
  readonly source: string;
  /** Nothing is missing from it: neither subcommands nor flags. */
  readonly isWhole: boolean;
  readonly spec: SpecFile;
}

const folder = new URL('../layers/', import.meta.url);

/** The layers of a tool, oldest version first; none where it was never read. */
export function readLayers(tool: string): readonly Layer[] {
  const file = new URL(`${tool}.json`, folder);
  // Our own file: its shape is what `keepLayer` gives it.
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as readonly Layer[]) : [];
}

/** Keeps a layer in the tool's file, in the place of an earlier reading of the same source and version. */
export function keepLayer(tool: string, layer: Layer): void {
  const others = readLayers(tool).filter(
    ({ source, version }) => source !== layer.source || version !== layer.version,
  );
  const layers = [...others, layer].sort((a, b) =>
    a.version.localeCompare(b.version, 'en', { numeric: true }),
  );
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL(`${tool}.json`, folder), `[\n${layers.map(formatLayer).join(',\n')}\n]\n`);
}

/** One line a command, so that a change is one line of a diff. */
function formatLayer({ spec, ...head }: Layer): string {
  const lines = Object.entries(spec).map(
    ([path, entry]) => `${JSON.stringify(path)}: ${JSON.stringify(entry)}`,
  );
  return `${JSON.stringify(head).slice(0, -1)},"spec":{\n${lines.join(',\n')}\n}}`;
}

/** The tools that were read. */
export function layeredTools(): readonly string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder).map((name) => name.replace(/\.json$/, ''));
}
