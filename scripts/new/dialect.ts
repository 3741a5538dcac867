import { camelCase, putBefore, readListed } from './planned.ts';
import type { Planned, ReadFile } from './planned.ts';

const NAMES = 'src/runbook/dialects/dialect.ts';
const INDEX = 'src/runbook/dialects/index.ts';
const TEST = 'tests/runbook/dialects/read-tree.test.ts';
const MANUAL = 'src/site/manual/dialects.mdx';

/** A dialect with one mark, its name, its place among those that cover text, a row of the test and of the manual. */
export function newDialect(id: string, read: ReadFile): Planned {
  const name = camelCase(id);
  const words = id
    .split('-')
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join(' ');
  const key = /-/.test(id) ? `'${id}'` : id;
  const index = readListed(read, INDEX);
  const imported = putBefore(
    index,
    "import { techDocs } from './tech-docs.ts';\n",
    `import { ${name} } from './${id}.ts';\n`,
  );
  return {
    created: { [`src/runbook/dialects/${id}.ts`]: code(id, name) },
    changed: {
      [NAMES]: putBefore(
        readListed(read, NAMES),
        '} as const;\nexport type DialectId',
        `  ${key}: '${words}',\n`,
      ),
      [INDEX]: imported.replace(/(const COVERING: readonly Dialect\[\] = \[[^\]]*)\]/, `$1  ${name},\n]`),
      [TEST]: putBefore(
        readListed(read, TEST),
        "    ['GitHub', '> [!WARNING]",
        `    ['${words}', 'a {${id}:b} c', 'paragraph(a b c)'],\n`,
      ),
      [MANUAL]: putBefore(
        readListed(read, MANUAL),
        '| Obsidian, wikis |',
        `| ${words} | \`{${id}:words}\` | the words |\n`,
      ),
    },
    next: [
      `Write its marks in src/runbook/dialects/${id}.ts: \`words\` or \`blocks\` for what is understood, \`source.miss\` for what is not`,
      `Its name as people write it, in ${NAMES}, ${TEST} and ${MANUAL}`,
      'npm run schema',
      'npx vitest run tests/runbook/dialects',
    ],
  };
}

function code(id: string, name: string): string {
  return `import type { Dialect, Mark, Source } from './dialect.ts';

// Matches \`{${id}:words}\`: to begin with, a mark that stands for its words.
const MARK = /\\{${id}:([^{}\\n]{0,400})\\}/g;

/** What the marks of this system mean here. */
export const ${name}: Dialect = { id: '${id}', sign: /\\{${id}:/, scan };

function scan({ text, lines }: Source): Mark[] {
  return [...text.matchAll(MARK)].flatMap((match) => {
    const start = match.index;
    const isCode = lines.findLast((line) => line.start <= start)?.isCode ?? true;
    return isCode ? [] : [{ start, end: start + match[0].length, words: match[1] ?? '' }];
  });
}
`;
}
