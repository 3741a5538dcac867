import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import type { Page } from '../../runbook/read/parse.ts';

/** Something in a page that looks like a credential: offsets into the page's text, and what it looks like. */
export interface SecretHit {
  readonly start: number;
  readonly end: number;
  readonly what: string;
}

const PRESET = '@secretlint/secretlint-rule-preset-recommend';

/** Looks through pages with secretlint's recommended rules: tokens that have a form of their own. */
export async function findSecrets(
  pages: readonly Page[],
): Promise<ReadonlyMap<string, readonly SecretHit[]>> {
  const found = new Map<string, readonly SecretHit[]>();
  for (const { path, text } of pages) {
    const { messages } = await lintSource({
      source: { filePath: path, content: text, contentType: 'text', ext: '.md' },
      options: {
        config: { rules: [{ id: PRESET, rule: creator }] },
        maskSecrets: true,
        noPhysicFilePath: true,
      },
    });
    if (messages.length === 0) continue;
    found.set(
      path,
      messages.map(({ range: [start, end], ruleId }) => ({ start, end, what: kindOf(ruleId) })),
    );
  }
  return found;
}

/** Matches `@secretlint/secretlint-rule-aws`: the part that a person knows. */
function kindOf(ruleId: string): string {
  return ruleId.replace(/^.*secretlint-rule-/, '').replaceAll('-', ' ');
}
