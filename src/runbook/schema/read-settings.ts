import type { Fault, Range } from '../finding.ts';
import { bookSchema } from './book-schema.ts';
import { rangeBetween } from '../read/source-text.ts';
import type { SourceText } from '../read/source-text.ts';
import { asWritten, readFields } from './fields.ts';
import { readYaml } from '../yaml/yaml.ts';
import type { YamlText } from '../yaml/yaml.ts';
import { SETTINGS_FILE } from './settings.ts';
import type { Settings } from './settings.ts';
import { PLAIN, STANDARD } from './layouts.ts';
import { fillSettings, FOLDER_FIELDS } from './fill-settings.ts';
import { globMessage, greedMessage, leavesRoot } from './settings-paths.ts';

/** The settings of a book, and what is wrong with their file. */
export interface SettingsReading {
  readonly settings: Settings;
  readonly faults: readonly Fault[];
}

/**
 * Reads `opsbook.yaml`; without one the defaults hold.
 * @param hasStandardFolder whether the root has a `content/runbooks` folder of opsbook's
 */
export function readSettings(source: SourceText | undefined, hasStandardFolder: boolean): SettingsReading {
  const ruleId = 'settings-valid';
  const standard = source || hasStandardFolder ? STANDARD : PLAIN;
  if (!source) {
    const locate = (): Range => rangeBetween('', 0, 0);
    return { settings: fillSettings({}, { layout: standard, isAdopted: false, locate }), faults: [] };
  }
  const yaml = readYaml({ ruleId, text: source.text });
  const { value, faults } = readFields(bookSchema, yaml, { ruleId, what: SETTINGS_FILE });
  const outside = OUTSIDE_FIELDS.filter((field) => leavesRoot(value[field] ?? ''));
  const outsideFaults = outside.map((field) => ({
    ruleId,
    message: `Change \`${field}\`: \`${value[field] ?? ''}\` is not a folder or file inside the book.`,
    range: yaml.locate([field]),
  }));
  const globs = value.alerts?.rules ?? [];
  // Settings with a fault may mean something else than they say: they reach nothing outside.
  const isTrusted = [...source.faults, ...yaml.faults, ...faults, ...outsideFaults].length === 0;
  const badGlobs = globs.flatMap((glob, index) => {
    const message = globMessage(glob, isTrusted);
    return message === undefined ? [] : [{ ruleId, message, range: yaml.locate(['alerts', 'rules', index]) }];
  });
  const badNames = (value.alerts?.['without-runbook'] ?? []).flatMap((glob, index) => {
    const message = greedMessage(glob);
    const range = yaml.locate(['alerts', 'without-runbook', index]);
    return message === undefined ? [] : [{ ruleId, message, range }];
  });
  const inside = {
    ...value,
    ...Object.fromEntries(outside.map((field) => [field, undefined])),
    ...(value.alerts
      ? {
          alerts: {
            ...value.alerts,
            ...(value.alerts.rules ? { rules: globs.filter((glob) => !globMessage(glob, isTrusted)) } : {}),
          },
        }
      : {}),
    ...(value.verify?.values
      ? { verify: { ...value.verify, values: valuesIn(value.verify.values, yaml) } }
      : {}),
  };
  return {
    settings: fillSettings(inside, { layout: standard, isAdopted: true, locate: yaml.locate }),
    faults: [...source.faults, ...yaml.faults, ...faults, ...outsideFaults, ...badGlobs, ...badNames],
  };
}

function valuesIn(values: Readonly<Record<string, string>>, yaml: YamlText): Record<string, string> {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [
      name,
      asWritten(yaml, ['verify', 'values', name], value) ?? value,
    ]),
  );
}

const OUTSIDE_FIELDS = [...FOLDER_FIELDS, 'dashboards'] as const;
