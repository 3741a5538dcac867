import { doubt, type Walk } from './walk-state.ts';

// `docker exec container ls`: in examples these stand for a name.
const standIns = new Set(['container', 'image']);

/** `git add remote upstream URL`: the noun is a group of the tool, and the verb is its subcommand. */
export function judgeSwapped(walk: Walk): void {
  const { first, scope, operands } = walk;
  const { root, node, chain } = scope;
  const verb = node.path.at(-1);
  if (first === undefined || verb === undefined || chain.length !== 2 || (operands < 2 && !walk.carries))
    return;
  if (first.isDynamic || standIns.has(first.value) || walk.isEnded) return;
  // Git's other verbs take names of branches, stashes and files: `git show stash`.
  if (walk.tool === 'git' && verb !== 'add') return;
  const group = root.children.get(first.value);
  if (group === undefined || group === node || !group.children.has(verb)) return;
  const [tool = ''] = root.path;
  doubt(walk, 'swapped', {
    at: first,
    word: `${verb} ${first.value}`,
    nearest: `${tool} ${first.value} ${verb}`,
    isPossible: true,
  });
}
