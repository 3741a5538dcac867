import type { CommandNode } from './list-nodes.ts';

/** The completion of opsbook for fish. */
export function renderFish(nodes: readonly CommandNode[]): string {
  const lines = nodes.flatMap(({ path, names, flags }) => {
    const seen = path.split(' ').filter((word) => word !== '');
    const none = names.map(([name]) => name).join(' ');
    const here = seen.map((word) => `__fish_seen_subcommand_from ${word}`);
    const first = [...here, `not __fish_seen_subcommand_from ${none}`].join('; and ');
    return [
      ...names.map(
        ([name, summary]) => `complete -c opsbook -f -n ${fishQuoted(first)} -a ${name}${describe(summary)}`,
      ),
      ...Object.entries(flags).map(([flag, { type, short, choices, meaning }]) => {
        const value = type === 'string' ? (choices ? ` -x -a ${fishQuoted(choices.join(' '))}` : ' -r') : '';
        const letter = short ? ` -s ${short}` : '';
        return `complete -c opsbook -n ${fishQuoted(here.join('; and '))} -l ${flag}${letter}${value}${describe(meaning)}`;
      }),
    ];
  });
  return `# Completion of opsbook for fish: opsbook completion fish | source\n${lines.join('\n')}\n`;
}

function describe(text: string): string {
  return text === '' ? '' : ` -d ${fishQuoted(text)}`;
}

/** Fish knows two escapes between single quotes. */
function fishQuoted(text: string): string {
  return `'${text.replace(/[\\']/g, (character) => `\\${character}`)}'`;
}
