import { metricNames } from '../../../shell/names/metric-names.ts';
import type { Source, Thing } from '../../thing.ts';
import { list, mapping, readDocuments, text as textOf } from '../../yaml-documents.ts';

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
