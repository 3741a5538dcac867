import type { Code, RootContent } from 'mdast';
import { toString } from 'mdast-util-to-string';
import { parseTree } from '../../src/runbook/read/grammar.ts';
import type { Files } from '../book-in-memory.ts';

/** One example of a rule's page: the files it shows, and what the rule says of them. */
export interface Example {
  readonly line: number;
  readonly files: Files;
  /** What stands in the `text` block; empty for what is accepted. */
  readonly findings: string;
}

/** A rule's page as the shared test reads it. */
export interface RulePage {
  readonly title: string;
  readonly sections: readonly string[];
  readonly why: string;
  readonly reported: readonly Example[];
  readonly accepted: readonly Example[];
}

/** Reads `src/lint/rules/<id>.md`. Fences that follow each other are the files of one example. */
export function readRulePage(text: string): RulePage {
  const { children } = parseTree(text, false).tree;
  const headings = children.filter((node) => node.type === 'heading');
  return {
    title: toString(headings[0]),
    sections: headings.slice(1).map((node) => toString(node)),
    why: under(children, undefined)
      .map((node) => toString(node))
      .join('\n'),
    reported: readExamples(under(children, 'Reported')),
    accepted: readExamples(under(children, 'Accepted')),
  };
}

/** The nodes below a `##` heading; with none, those between the title and the first. */
function under(nodes: readonly RootContent[], title: string | undefined): RootContent[] {
  const found: RootContent[] = [];
  let current: string | undefined;
  for (const node of nodes) {
    if (node.type === 'heading') current = node.depth === 1 ? undefined : toString(node);
    else if (current === title) found.push(node);
  }
  return found;
}

function readExamples(nodes: readonly RootContent[]): Example[] {
  return groupFences(nodes).map((fences) => {
    const shown = fences.filter(({ lang }) => lang !== 'text');
    return {
      line: fences[0]?.position?.start.line ?? 0,
      files: Object.fromEntries(shown.map((fence) => [pathOf(fence), fence.value && `${fence.value}\n`])),
      findings: fences.find(({ lang }) => lang === 'text')?.value ?? '',
    };
  });
}

function groupFences(nodes: readonly RootContent[]): Code[][] {
  const groups: Code[][] = [];
  let isOpen = false;
  for (const node of nodes) {
    if (node.type !== 'code') isOpen = false;
    else if (isOpen) groups.at(-1)?.push(node);
    else groups.push([node]);
    if (node.type === 'code') isOpen = node.lang !== 'text';
  }
  return groups;
}

/** `title=content/teams.yaml` names the file; without it, the example is a runbook. */
function pathOf({ lang, meta }: Code): string {
  return /title=(\S+)/.exec(meta ?? '')?.[1] ?? `content/runbooks/example.${lang ?? 'mdx'}`;
}
