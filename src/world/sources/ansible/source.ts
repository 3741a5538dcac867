import type { Source, Thing } from '../../thing.ts';
import { mapping, readDocuments } from '../../yaml-documents.ts';
import { matchLines } from '../lines.ts';

/** Inventories of Ansible: hosts and groups. */
export const ansible: Source = {
  id: 'ansible',
  reads: 'inventories of Ansible: hosts and groups',
  kinds: ['host'],
  files: [
    '**/{inventory,inventories,hosts}{,.ini,.yml,.yaml}',
    '**/{inventory,inventories}/**/*.{ini,yml,yaml}',
  ],
  read({ path, text }) {
    if (/\.ya?ml$/.test(path)) {
      const documents = readDocuments(text) ?? [];
      return {
        things: documents.flatMap(({ data }) => groupsOf(data).map((name) => host(name, { path, line: 1 }))),
      };
    }
    const groups = matchLines(text, /^\[([\w.-]+)(?::(\w+))?\]/);
    const hosts = matchLines(text, /^([A-Za-z][\w.-]*)(?:\s|$)/).filter(
      ({ line }) => !isOfVariables(groups, line),
    );
    return { things: [...groups, ...hosts].map(({ match, line }) => host(match[1] ?? '', { path, line })) };
  },
};

function host(name: string, place: Pick<Thing, 'path' | 'line'>): Thing {
  return { kind: 'host', name, ...place };
}

/** Below `[db:vars]` stand no hosts. */
function isOfVariables(
  groups: readonly { readonly match: RegExpExecArray; readonly line: number }[],
  line: number,
): boolean {
  return groups.findLast((group) => group.line < line)?.match[2] === 'vars';
}

function groupsOf(data: unknown, depth = 0): readonly string[] {
  if (depth > 10) return [];
  return Object.entries(mapping(data)).flatMap(([name, group]) => [
    name,
    ...Object.keys(mapping(mapping(group)['hosts'])),
    ...groupsOf(mapping(group)['children'], depth + 1),
  ]);
}
