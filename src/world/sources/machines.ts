import type { Source, Thing } from '../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../yaml-documents.ts';
import { blockEnd, lastLine, matchLines } from './lines.ts';

/** Units of systemd, by the names of their files. */
export const systemd: Source = {
  id: 'systemd',
  reads: 'unit files of systemd, by their names',
  kinds: ['unit'],
  files: ['**/*.{service,timer,socket,path,mount,target,slice}{,.j2}'],
  read({ path, text }) {
    const name = path.slice(path.lastIndexOf('/') + 1).replace(/\.j2$/, '');
    return { things: [{ kind: 'unit', name, path, line: 1, end: lastLine(text) }] };
  },
};

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

/** Terraform: resources by their addresses, and buckets. */
export const terraform: Source = {
  id: 'terraform',
  reads: 'resources of Terraform, in `*.tf` and in saved `terraform state list`s',
  kinds: ['resource', 'bucket'],
  files: ['**/*.tf', '**/*.tfstate.list'],
  read({ path, text }) {
    if (path.endsWith('.list'))
      return {
        things: matchLines(text, /^([\w.[\]"-]+)$/).map(({ match, line }): Thing => ({
          kind: 'resource',
          name: match[1] ?? '',
          path,
          line,
        })),
      };
    const lines = text.split(/\r?\n/);
    const resources = matchLines(text, /^\s*(data|resource) +"([\w-]+)" +"([\w-]+)"/).map(
      ({ match, line }): Thing => {
        const [, block, type, name] = match;
        return {
          kind: 'resource',
          name: `${block === 'data' ? 'data.' : ''}${type ?? ''}.${name ?? ''}`,
          path,
          line,
          end: blockEnd(lines, line),
        };
      },
    );
    const modules = matchLines(text, /^\s*module +"([\w-]+)"/).map(({ match, line }): Thing => ({
      kind: 'resource',
      name: `module.${match[1] ?? ''}`,
      path,
      line,
      end: blockEnd(lines, line),
    }));
    const buckets = matchLines(text, /^\s*bucket +?= +"([a-z0-9][a-z0-9.-]+)"/).map(
      ({ match, line }): Thing => ({ kind: 'bucket', name: match[1] ?? '', path, line }),
    );
    return { things: [...resources, ...modules, ...buckets] };
  },
};

/** Workflows of GitHub, by file and by name. */
export const workflows: Source = {
  id: 'workflows',
  reads: 'workflows of GitHub Actions',
  kinds: ['workflow'],
  files: ['.github/workflows/*.{yml,yaml}'],
  read({ path, text }) {
    const file = path.slice(path.lastIndexOf('/') + 1);
    const named = matchLines(text, /^name:([^#]*)/).slice(0, 1);
    return {
      things: [
        { kind: 'workflow', name: file, path, line: 1, end: lastLine(text) },
        ...named.map(({ match, line }): Thing => ({
          kind: 'workflow',
          name: (match[1] ?? '').trim().replaceAll(/["']/g, ''),
          path,
          line,
          end: lastLine(text),
        })),
      ],
    };
  },
};

/** Saved names of a live cluster: `namespaces: { payments: [deployment/api] }`. */
export const cluster: Source = {
  id: 'cluster',
  reads: 'saved names of a live cluster',
  kinds: ['namespace', 'object'],
  files: ['**/*.cluster.yaml'],
  read({ path, text }) {
    const [document] = readDocuments(text) ?? [];
    if (!document)
      return {
        things: [],
        unread: [{ path, reason: 'it is no valid YAML', kinds: ['namespace', 'object'] }],
      };
    return {
      things: Object.entries(mapping(mapping(document.data)['namespaces'])).flatMap(
        ([space, objects]): Thing[] => [
          { kind: 'namespace', name: space, path, line: document.lineOfKey(['namespaces'], space) },
          ...list(objects).flatMap((object, index): Thing[] => {
            const [type, name] = (textOf(object) ?? '').split('/');
            if (!type || !name) return [];
            const line = document.lineOf(['namespaces', space, index]);
            return [{ kind: 'object', type: type.split('.')[0] ?? type, name, within: space, path, line }];
          }),
        ],
      ),
    };
  },
};
