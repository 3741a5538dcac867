import { stringify } from 'yaml';

interface Found {
  readonly title: string;
  readonly runbooks: string;
  readonly rules: readonly string[];
  readonly dashboards: string | undefined;
  /** Where the JSON Schema of the settings is, seen from the root; undefined where opsbook is not installed there. */
  readonly schema: string | undefined;
}

/** The settings of a book whose files were there before it. */
export function adoptSettings({ title, runbooks, rules, dashboards, schema }: Found): string {
  const settings = {
    site: { title },
    runbooks,
    ...(rules.length > 0 ? { alerts: { rules } } : {}),
    ...(dashboards === undefined ? {} : { dashboards }),
  };
  const modeline = schema === undefined ? '' : `# yaml-language-server: $schema=${schema}\n`;
  return `${modeline}# What \`opsbook init\` has found here. The manual has every setting: opsbook dev, /manual/settings/\n${stringify(settings, { lineWidth: 0 })}`;
}
