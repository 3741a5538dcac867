import { readFile } from 'node:fs/promises';
import type { Plugin } from 'rolldown';

/** A file of a package of which the program needs less than a bundler can tell. */
interface LeftOut {
  /** The end of the file's path. */
  readonly file: RegExp;
  /** What stands in its place. */
  code(text: string): string;
}

/** What can never be reached says so, should a newer version of its package reach it. */
const LEFT_OUT: readonly LeftOut[] = [
  {
    // A whole validator of JSON schemas: for answers to questions that a server asks of its client, and opsbook asks none.
    file: /\/@modelcontextprotocol\/server\/dist\/ajvProvider-[\w-]+\.mjs$/,
    code: () =>
      'export class AjvJsonSchemaValidator { getValidator() { throw new Error("opsbook asks its client nothing"); } }\n' +
      'export { AjvJsonSchemaValidator as n };',
  },
  {
    // A parser of HTML: pictures are drawn element by element.
    file: /\/@mixmark-io\/domino\/lib\/HTMLParser\.js$/,
    code: () =>
      'module.exports = function HTMLParser() { throw new Error("opsbook reads no HTML for a picture"); };',
  },
  {
    // Three types of five have no file's ending, and endings are all that is looked up.
    file: /\/mime-db\/db\.json$/,
    code: (text) => {
      const types = Object.entries(JSON.parse(text) as Readonly<Record<string, { extensions?: unknown }>>);
      const named = Object.fromEntries(types.filter(([, { extensions }]) => extensions !== undefined));
      return `module.exports = JSON.parse(${JSON.stringify(JSON.stringify(named))});`;
    },
  },
];

/**
 * Leaves out what is in a package and never used. A file that is not there any more, since its package has named it
 * otherwise, ends the compilation: else it would be back unseen.
 */
export function withoutUnused(): Plugin {
  const met = new Set<LeftOut>();
  return {
    name: 'opsbook-without-unused',
    load: {
      filter: { id: LEFT_OUT.map(({ file }) => file) },
      async handler(id) {
        const found = LEFT_OUT.find(({ file }) => file.test(id));
        if (found === undefined) return null;
        met.add(found);
        return { code: found.code(await readFile(id, 'utf8')), moduleType: 'js' };
      },
    },
    generateBundle() {
      const gone = LEFT_OUT.filter((part) => !met.has(part)).map(({ file }) => String(file));
      if (gone.length > 0)
        throw new Error(`No file is like ${gone.join(', ')}: see scripts/compile/left-out.ts`);
    },
  };
}
