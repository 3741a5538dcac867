import { STANDARD_TEMPLATE } from '../../../src/review/worksheet-template.ts';
import { main } from '../../../src/cli/main.ts';
import { newRepository } from '../../tools/git-repository.ts';
import type { Repository } from '../../tools/git-repository.ts';

/** A repository with a small book in it, and commands run in it as a person would. */
export interface ReviewBook extends Repository {
  /** Runs `opsbook …` on the day of the tests. */
  opsbook(...argv: readonly string[]): Promise<Said>;
  /** The same with more in the environment. */
  opsbookIn(environment: Readonly<Record<string, string>>, ...argv: readonly string[]): Promise<Said>;
}

export interface Said {
  readonly status: number;
  readonly out: string;
  readonly said: string;
}

/** The day on which these tests happen. */
export const TODAY = '2026-11-22';

/** Every question that there is, answered. */
export const ANSWERS = STANDARD_TEMPLATE.replaceAll('- [ ]', '- [x]').replaceAll(
  / <!-- opsbook:if .*? -->/g,
  '',
);

/** A runbook without findings. */
export function runbookText(title: string, more = ''): string {
  return `---
title: ${title}
kind: reference
summary: What to know of ${title}.
service: worker
owner: platform
${more}---

## Ports

The ${title} listens on 9000.
`;
}

/** Makes the repository: three runbooks by Ann, in one commit. */
export function newReviewBook(more: Readonly<Record<string, string>> = {}): ReviewBook {
  const repository = newRepository();
  const files: Readonly<Record<string, string>> = {
    'opsbook.yaml': 'site: { title: Test }\n',
    'content/teams.yaml':
      "platform: { name: Platform, contact: ['#platform'], members: [Ann, Bob, Cy, Dora] }\n",
    'content/services/worker.yaml':
      'name: Worker\nsystem: shop\nowner: platform\ndescription: Sends orders.\n',
    'answers.md': ANSWERS,
    'content/runbooks/shop/api.mdx': runbookText('API'),
    'content/runbooks/shop/queue.mdx': runbookText('queue'),
    'content/runbooks/shop/store.mdx': runbookText('store'),
    ...more,
  };
  for (const [path, text] of Object.entries(files)) repository.write(path, text);
  repository.commit('The book');
  return {
    ...repository,
    opsbook: (...argv) => run(repository.root, argv),
    opsbookIn: (environment, ...argv) => run(repository.root, argv, environment),
  };
}

async function run(
  root: string,
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<Said> {
  let out = '';
  let said = '';
  const status = await main([...argv], {
    folder: root,
    hasColour: false,
    isInteractive: false,
    environment: { OPSBOOK_TODAY: TODAY, ...environment },
    print: (text) => void (out += text),
    warn: (text) => void (said += text),
    readInput: () => Promise.resolve(''),
    interrupted: () => new Promise(() => {}),
  });
  return { status, out, said };
}
