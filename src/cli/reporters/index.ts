import { github } from './github.ts';
import { gitlab } from './gitlab.ts';
import { json } from './json.ts';
import { junit } from './junit.ts';
import { markdown } from './markdown.ts';
import { pretty } from './pretty.ts';
import { rdjson } from './rdjson.ts';
import type { Reporter } from './reporter.ts';
import { sarif } from './sarif.ts';

/** Every format of `opsbook lint`. Add yours here. */
export const reporters = {
  pretty,
  json,
  github,
  gitlab,
  sarif,
  junit,
  rdjson,
  markdown,
} as const satisfies Record<string, Reporter>;

export type Format = keyof typeof reporters;
// The keys of the object above are the formats.
export const FORMATS = Object.keys(reporters) as readonly Format[];
