import type { Source, Thing } from '../../thing.ts';
import { blockEnd, matchLines } from '../lines.ts';

/** Terraform: resources by their addresses, and buckets. */
export const terraform: Source = {
  id: 'terraform',
  reads: 'resources, buckets and queues of Terraform, in `*.tf` and in saved `terraform state list`s',
  kinds: ['resource', 'bucket', 'queue'],
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
    return { things: [...resources, ...modules, ...buckets, ...queuesOf(lines, path)] };
  },
};

/** Queues and topics, by the names that their blocks give them. */
function queuesOf(lines: readonly string[], path: string): readonly Thing[] {
  return lines.flatMap((one, index): Thing[] => {
    if (
      one.length > 2000 ||
      !/^\s*resource +"(?:aws_sqs_queue|aws_sns_topic|google_pubsub_\w+|kafka_topic)" /.test(one)
    )
      return [];
    const end = blockEnd(lines, index + 1);
    for (let line = index + 1; line < end; line += 1) {
      const name = /^ *name +?= +"([\w.-]+)"/.exec(lines[line] ?? '')?.[1];
      if (name !== undefined) return [{ kind: 'queue', name, path, line: line + 1 }];
    }
    return [];
  });
}
