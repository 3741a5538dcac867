import { metricNames } from '../../shell/names/metric-names.ts';
import type { Source, Thing } from '../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../yaml-documents.ts';
import { matchLines } from './lines.ts';

/** Statements of SQL that make tables and databases. */
export const sql: Source = {
  id: 'sql',
  reads: 'migrations in SQL: tables and databases',
  kinds: ['table', 'database'],
  files: ['**/*.sql'],
  read({ path, text }) {
    // `CREATE TABLE IF NOT EXISTS "app"."orders" (`; a view and a renamed table are read from alike.
    const created = matchLines(text, /\b(?:TABLE|VIEW) +(?:IF NOT EXISTS +)?["`]?(\w[\w."`]*)/i);
    const made = [
      ...created.filter(({ match }) => /\bCREATE\b/i.test(match.input)),
      ...matchLines(text, /\bRENAME TO +["`]?(\w+)/i),
    ];
    const bases = matchLines(text, /\bCREATE DATABASE +(?:IF NOT EXISTS +)?["`]?(\w+)/i);
    return {
      things: [
        ...made.map(({ match, line }): Thing => ({
          kind: 'table',
          name: (match[1] ?? '').replaceAll(/["`]/g, '').replace(/^.*\./, ''),
          path,
          line,
        })),
        ...bases.map(({ match, line }): Thing => ({ kind: 'database', name: match[1] ?? '', path, line })),
      ],
    };
  },
};

/** Examples of environment files: variables. */
export const environment: Source = {
  id: 'env',
  reads: 'examples of environment files: variables',
  kinds: ['variable'],
  files: ['**/.env.{example,sample,template,dist}', '**/{example,sample}.env'],
  read: ({ path, text }) => ({
    things: matchLines(text, /^(?:export +)?([A-Za-z_]\w*)=/).map(({ match, line }): Thing => ({
      kind: 'variable',
      name: match[1] ?? '',
      path,
      line,
    })),
  }),
};

/** Rules of Prometheus: the metrics that they record and read. */
export const metrics: Source = {
  id: 'metrics',
  reads: 'rules of Prometheus: the metrics that they record and read',
  kinds: ['metric'],
  files: ['**/*{rules,alerts}*.{yaml,yml}', '**/{rules,alerts}/**/*.{yaml,yml}'],
  read({ path, text }) {
    if (!/^ *groups:/m.test(text)) return { things: [] };
    return {
      things: (readDocuments(text) ?? []).flatMap((document) => {
        const groups = list(
          mapping(document.data)['groups'] ?? mapping(mapping(document.data)['spec'])['groups'],
        );
        return groups.flatMap((group) =>
          list(mapping(group)['rules']).flatMap((rule): Thing[] => {
            const recorded = textOf(mapping(rule)['record']);
            const read = metricNames(textOf(mapping(rule)['expr']) ?? '').map(({ name }) => name);
            const names = recorded === undefined ? read : [recorded, ...read];
            return names.map((name) => ({ kind: 'metric', name, path, line: 1 }));
          }),
        );
      }),
    };
  },
};
