import { camelCase, putBefore, readListed } from './planned.ts';
import type { Planned, ReadFile } from './planned.ts';

const TABLE = 'src/cli/command-table.ts';

/** Words that cannot be the name of a constant. */
const RESERVED = new Set(
  'break case catch class continue debugger default delete do else enum export extends false finally for function if import in instanceof new null return super switch this throw true try typeof var void while with yield'.split(
    ' ',
  ),
);

/** A command that opens the book and prints a line, its line in the table of commands, and its test. */
export function newCommand(id: string, read: ReadFile): Planned {
  const name = RESERVED.has(id) ? `${id}Book` : camelCase(id);
  const line = `  ${/-/.test(id) ? `'${id}'` : id}: {
    summary: 'Say how many runbooks the book has',
    load: async () => (await import('./commands/${id}.ts')).${name},
  },
`;
  return {
    created: {
      [`src/cli/commands/${id}.ts`]: code(id, name),
      [`tests/cli/${id}.test.ts`]: test(id),
    },
    // `completion` and `version` stay the last ones.
    changed: { [TABLE]: putBefore(readListed(read, TABLE), '  completion: {\n', line) },
    next: [
      `Write what it does in src/cli/commands/${id}.ts, and its summary in ${TABLE}`,
      'npm run manual',
      `npx vitest run tests/cli/${id}.test.ts`,
    ],
  };
}

function code(id: string, name: string): string {
  return `import { count } from '../../runbook/words/count.ts';
import { defineCommand, ROOT_FLAG } from '../command.ts';
import { openNamedBook } from '../open-book.ts';

export const ${name} = defineCommand({
  name: '${id}',
  flags: { ...ROOT_FLAG },
  examples: ['opsbook ${id}'],
  async run({ flags }, terminal) {
    const { book } = await openNamedBook(flags.root, terminal);
    terminal.print(\`\${count(book.runbooks.size, 'runbook')}\\n\`);
    return 0;
  },
});
`;
}

function test(id: string): string {
  return `import { expect, test } from 'vitest';
import { call } from './call.ts';

test('opsbook ${id} says how many runbooks the demo book has', async () => {
  const { status, out } = await call(process.cwd(), '${id}');
  expect([status, out]).toEqual([0, expect.stringMatching(/^\\d+ runbooks\\n$/)]);
});
`;
}
