import type { Evidence, SnippetEvidence } from '../runbook/records/evidence.ts';
import { versionIn } from '../runbook/records/version-in.ts';
import type { Page } from '../runbook/read/parse.ts';
import type { Snippet } from '../runbook/read/snippet.ts';
import type { Proof } from './book-document.ts';

/** What a run is compared with: a run of another text proves nothing of this one. */
export interface Proving {
  readonly evidence: Evidence;
  /** The hash of what a page says, as the run wrote it down. */
  readonly contentOf: (page: Page) => string;
}

/** What a run of `opsbook verify` says of the steps of a page; nothing where it ran another text of it. */
export function proofsOf(
  page: Page,
  { evidence, contentOf }: Proving,
): ((snippet: Snippet) => Proof | undefined) | undefined {
  const run = evidence.runbooks.find(({ id }) => id === page.id);
  if (!run || run.contentHash !== contentOf(page)) return undefined;
  const on = evidence.at.slice(0, 10);
  return (snippet) => {
    const ran = run.snippets.find((one) => isOf(one, snippet));
    if (!ran) return undefined;
    const { status, reason } = ran;
    return {
      status,
      on,
      ...(reason === undefined ? {} : { reason }),
      tools: toolsIn(snippet, evidence.tools),
    };
  };
}

function isOf({ line, env }: SnippetEvidence, { range, env: own }: Snippet): boolean {
  return line === range?.start.line && env === own;
}

/** Versions of those tools that a command names. */
function toolsIn({ code }: Snippet, tools: Evidence['tools']): Record<string, string> {
  const words = new Set(code.split(/[^\w-]+/));
  return Object.fromEntries(
    Object.entries(tools).flatMap(([name, said]) => (words.has(name) ? [[name, versionIn(said)]] : [])),
  );
}
