import type { RootContent } from 'mdast';
import type { AlertRule } from '../alerts/alert-rule.ts';
import { bullets, paragraph } from './markdown-nodes.ts';

/** What is shown of an alert rule. */
export type ShownRule = Pick<AlertRule, 'expression' | 'duration' | 'labels' | 'annotations'> & {
  readonly dialect?: AlertRule['dialect'] | undefined;
};

/** What an alert rule says: its expression, when it fires, its labels. */
export function ruleBlocks({ expression, duration, labels, annotations, dialect }: ShownRule): RootContent[] {
  const says = annotations['summary'] ?? annotations['description'] ?? '';
  const others = Object.entries(labels).filter(([label]) => label !== 'severity');
  return [
    paragraph('Fires when:'),
    { type: 'code', lang: dialect === 'prometheus' ? 'promql' : 'text', value: expression },
    bullets([
      `Fires after: ${duration ?? 'at once'}`,
      `Severity: ${labels['severity'] ?? 'not labelled'}`,
      ...(others.length === 0
        ? []
        : [`Labels: ${others.map(([label, value]) => `${label}=${value}`).join(', ')}`]),
      ...(says === '' ? [] : [`Says: ${says}`]),
    ]),
  ];
}
