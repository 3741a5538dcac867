import { camelCase, readListed } from './planned.ts';
import type { Planned, ReadFile } from './planned.ts';

const INDEX = 'src/lint/rules/index.ts';

/** A rule that runs, its page with examples that hold, and its two lines in the index, by name. */
export function newRule(id: string, read: ReadFile): Planned {
  const index = readListed(read, INDEX);
  return {
    created: {
      [`src/lint/rules/${id}.ts`]: code(id),
      [`src/lint/rules/${id}.md`]: page(id),
    },
    changed: { [INDEX]: listed(index, id) },
    next: [
      `Ask your own question in src/lint/rules/${id}.ts, and say in ${id}.md why it is asked, with examples`,
      `npx vitest run tests/lint/rules.test.ts -t ${id}`,
    ],
  };
}

function code(id: string): string {
  return `import type { Rule } from '../rule.ts';

export const ${camelCase(id)}: Rule = {
  id: '${id}',
  summary: 'Give no heading the name of this rule',
  level: 'warning',
  check({ page }, report) {
    // To begin with: what the page beside this file shows too.
    for (const { text, range } of page.headings)
      if (text === '${id}') report('Rename the heading \`${id}\`: it is the example of a new rule.', range);
  },
};
`;
}

function page(id: string): string {
  return `# ${id}

Why it matters, in the voice of someone who is awake at 3 a.m.

## Reported

\`\`\`mdx
## ${id}
\`\`\`

\`\`\`text
1:1  warning  Rename the heading \`${id}\`: it is the example of a new rule.
\`\`\`

## Accepted

\`\`\`mdx
## Diagnosis
\`\`\`

## When to ignore it

Say where it is right to break this rule.
`;
}

/** The imports and the list of the index stand by id. */
function listed(index: string, id: string): string {
  const lines = index.split('\n');
  const at = lines.findIndex((line) => {
    const other = /^import \{ \w+ \} from '\.\/([a-z\d-]+)\.ts';$/.exec(line)?.[1];
    return other !== undefined && other > id;
  });
  const afterImports = lines.findLastIndex((line) => line.startsWith('import ')) + 1;
  lines.splice(at < 0 ? afterImports : at, 0, `import { ${camelCase(id)} } from './${id}.ts';`);
  const start = lines.findIndex((line) => /^export const rules\b.*\[$/.test(line));
  if (start < 0)
    throw new Error(`${INDEX} has no list of rules that begins a line: scripts/new has to follow it.`);
  const ids = new Map(
    lines.flatMap((line) => {
      const [, name = '', other = ''] = /^import \{ (\w+) \} from '\.\/([a-z\d-]+)\.ts';$/.exec(line) ?? [];
      return name === '' ? [] : [[name, other] as const];
    }),
  );
  const end = lines.indexOf('];', start);
  const behind = lines.findIndex((line, row) => {
    const other = ids.get(/^ {2}(\w+),$/.exec(line)?.[1] ?? '');
    return row > start && row < end && other !== undefined && other > id;
  });
  lines.splice(behind < 0 ? end : behind, 0, `  ${camelCase(id)},`);
  return lines.join('\n');
}
