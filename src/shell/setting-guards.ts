import { isOneOf, words } from './words.ts';

/** A word of a command that sets something, as far as what becomes of it there depends on it. */
export interface SettingWord {
  readonly name: string;
  readonly flag: string;
  /** The word's text before the variable. */
  readonly before: string;
  readonly isWhole: boolean;
  /** The words before it that are no flags. */
  readonly operands: readonly string[];
}

// What writes its words into a file of settings as they are, in which a line end, a `#` or a `$` means more.
const WRITERS = words('crudini openstack-config initool inifile ini-file augtool postconf');
// Settings of a kernel that it runs.
const RUN_BY_KERNEL = /^kernel[./](?:modprobe|hotplug|poweroff_cmd|usermodehelper)/;

/** What a value must not mean to what keeps it as a setting, as letters of `PlaceCode`. */
export function settingGuards({ name, flag, before, isWhole, operands }: SettingWord): readonly string[] {
  if (WRITERS.has(name)) return ['t'];
  if (name === 'nginx' && flag === '-g') return ['t'];
  // strvals: a backslash hides the sign behind it, braces are a list.
  if (name === 'helm' && isOneOf(flag, '--set --set-string')) return ['K'];
  // `[a,b]` is a list there.
  if (flag === '--add-config') return ['v', 'g'];
  if (name === 'aws' && operands[0] === 'configure' && operands[1] === 'set') return ['L'];
  if (name === 'sysctl') {
    if (isWhole) return ['e'];
    // `kernel.core_pattern=|x` is run.
    return [RUN_BY_KERNEL.test(before) ? 'c' : 'A', 'L'];
  }
  return [];
}
