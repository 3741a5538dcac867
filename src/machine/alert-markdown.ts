import type { RootContent } from 'mdast';
import { serviceAddress } from '../runbook/links/site-paths.ts';
import type { BookFacts } from './book-facts.ts';
import { bullets, heading, paragraph } from './markdown-nodes.ts';
import { ruleBlocks } from './rule-blocks.ts';
import type { ShownRule } from './rule-blocks.ts';
import { written } from './runbook-markdown.ts';
import { linkTo } from './twin-links.ts';
import type { Way } from './twin-links.ts';

/** An alert as its page shows it. */
export interface ShownAlert {
  readonly name: string;
  readonly address: string;
  readonly rules: readonly (ShownRule & {
    readonly path: string;
    readonly line: number;
    readonly readFrom: string | undefined;
  })[];
  readonly runbooks: readonly {
    readonly title: string;
    readonly summary: string;
    readonly address: string;
  }[];
  readonly elsewhere: string | undefined;
  readonly state: string;
}

/** What an alert is written with. */
export interface AlertWriting {
  readonly facts: BookFacts;
  readonly way: Way;
  /** The language of its expression. */
  readonly dialect: ShownRule['dialect'];
}

/** An alert as Markdown: its runbooks first, then the rules that raise it. */
export function alertMarkdown(
  { name, rules, runbooks, elsewhere, state }: ShownAlert,
  { facts, way, dialect }: AlertWriting,
): string {
  const service = facts.service(rules.map(({ labels }) => labels['service'] ?? '').find(Boolean) ?? '');
  return written([
    heading(1, name),
    ...(rules.length === 0 ? [paragraph('No rule of this book raises this alert; a runbook names it.')] : []),
    heading(2, runbooks.length === 1 ? 'Runbook' : 'Runbooks'),
    ...(runbooks.length > 0
      ? [
          bullets(
            runbooks.map((one) => [
              linkTo(one.address, one.title, way),
              ...(one.summary ? paragraph(`: ${one.summary}`).children : []),
            ]),
          ),
        ]
      : [paragraph(without({ elsewhere, state }))]),
    ...(service ? [paragraph('Service: ', linkTo(serviceAddress(service.id), service.name, way))] : []),
    ...rules.flatMap((rule): RootContent[] => [
      heading(2, 'Rule'),
      ...ruleBlocks({ ...rule, dialect }),
      paragraph(
        `Written in ${rule.path}:${rule.line}${rule.readFrom ? `, ${rule.readFrom}: not all of the rule is known` : ''}.`,
      ),
    ]),
  ]);
}

function without({ elsewhere, state }: Pick<ShownAlert, 'elsewhere' | 'state'>): string {
  if (elsewhere !== undefined) return `Its runbook is not in this book: ${elsewhere}`;
  return state === 'exempt' ? 'This alert needs no runbook.' : 'No runbook names this alert yet.';
}
