import { github } from './github.ts';
import { json } from './json.ts';
import { pretty } from './pretty.ts';
import type { Reporter } from './reporter.ts';

/** Every format of `opsbook lint`. Add yours here. */
export const reporters = { pretty, json, github } as const satisfies Record<string, Reporter>;

export type Format = keyof typeof reporters;
// The keys of the object above are the formats.
export const FORMATS = Object.keys(reporters) as readonly Format[];
