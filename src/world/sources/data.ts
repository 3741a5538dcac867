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
    const lines = text.split(/\r?\n/);
    const bases = matchLines(text, /\bCREATE DATABASE +(?:IF NOT EXISTS +)?["`]?(\w+)/i);
    return {
      things: [
        ...made.map(({ match, line }): Thing => ({
          kind: 'table',
          name: (match[1] ?? '').replaceAll(/["`]/g, '').replace(/^.*\./, ''),
          path,
          line,
          end: statementEnd(lines, line),
        })),
        ...bases.map(({ match, line }): Thing => ({ kind: 'database', name: match[1] ?? '', path, line })),
      ],
    };
  },
};

/** The last line of a statement. */
function statementEnd(lines: readonly string[], line: number): number {
  const end = lines.findIndex((one, index) => index + 1 >= line && one.trimEnd().endsWith(';'));
  return end < 0 ? lines.length : end + 1;
}

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
      end: line,
    })),
  }),
};

/** Rules of Prometheus: alerts, and the metrics that they record and read. */
export const metrics: Source = {
  id: 'metrics',
  reads: 'rules of Prometheus: alerts, and the metrics that they record and read',
  kinds: ['metric', 'alert'],
  files: ['**/*{rules,alerts}*.{yaml,yml}', '**/{rules,alerts}/**/*.{yaml,yml}'],
  read({ path, text }) {
    if (!/^ *groups:/m.test(text)) return { things: [] };
    return {
      things: (readDocuments(text) ?? []).flatMap((document) => {
        const isObject = mapping(document.data)['groups'] === undefined;
        const above = isObject ? ['spec', 'groups'] : ['groups'];
        const holder = isObject ? mapping(document.data)['spec'] : document.data;
        return list(mapping(holder)['groups']).flatMap((group, at) =>
          list(mapping(group)['rules']).flatMap((rule, index): Thing[] => {
            const place = [...above, at, 'rules', index];
            const where = { path, line: document.lineOf(place), end: document.endOf(place) };
            const [alert, recorded] = [textOf(mapping(rule)['alert']), textOf(mapping(rule)['record'])];
            const read = metricNames(textOf(mapping(rule)['expr']) ?? '');
            return [
              ...(alert === undefined ? [] : [{ kind: 'alert' as const, name: alert, ...where }]),
              ...(recorded === undefined ? [] : [{ kind: 'metric' as const, name: recorded, ...where }]),
              // What a rule only reads, it does not describe.
              ...read.map(({ name }): Thing => ({ kind: 'metric', name, path, line: where.line })),
            ];
          }),
        );
      }),
    };
  },
};
