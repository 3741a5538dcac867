import { stringify } from 'yaml';
import type { Hosted } from '../../tools/code-host.ts';

interface Found {
  readonly title: string;
  readonly runbooks: string;
  /** Where the repository is shown: pages can be edited there, and alerts may lead there. */
  readonly hosted: Hosted | undefined;
  readonly rules: readonly string[];
  readonly dashboards: string | undefined;
  /** Where the JSON Schema of the settings is, seen from the root; undefined where opsbook is not installed there. */
  readonly schema: string | undefined;
}

/** The settings of a book whose files were there before it. */
export function adoptSettings({ title, runbooks, hosted, rules, dashboards, schema }: Found): string {
  const settings = {
    site: { title, ...repositoryOf(hosted) },
    runbooks,
    ...(rules.length > 0 ? { alerts: { rules } } : {}),
    ...(dashboards === undefined ? {} : { dashboards }),
  };
  const modeline = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`;
  return `${modeline}# What \`opsbook init\` has found here. The manual has every setting: opsbook dev, /manual/settings/\n${stringify(settings, { lineWidth: 0 })}`;
}

/** The branch is said where it is another one than the settings take without. */
function repositoryOf(hosted: Hosted | undefined): Readonly<Record<string, string>> {
  if (!hosted) return {};
  const { address: repository, branch = 'main' } = hosted;
  return branch === 'main' ? { repository } : { repository, branch };
}
