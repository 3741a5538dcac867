import { encodePath } from './link-paths.ts';
import { trimMarks } from '../words/trim-marks.ts';
import { pageNameFault } from './page-names.ts';
import type { NameFault } from './page-names.ts';

/** What all spellings of an alert's name have in common: `HighCPUUsage`, `high-cpu-usage` and `high_cpu_usage` are one. */
export function alertKey(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** Other ways to spell an alert's name in an address: `highcpuusage`, `high-cpu-usage`. */
export function alertSpellings(name: string): string[] {
  // Matches the `U` of `CPUUsage` before `sage`, and the `P` of `highPod`; not the `P` of `CPU`.
  const words = name
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1-$2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1-$2')
    .replace(/[^\p{L}\p{N}]+/gu, '-');
  const kebab = trimMarks(words, '-').toLowerCase();
  return [...new Set([name.toLowerCase(), kebab])].filter((spelling) => spelling !== name && spelling !== '');
}

/** The address on the site of an alert's page, as in `/alerts/HighCPUUsage/`. */
export function alertAddress(name: string): string {
  return `/alerts/${encodePath(folderOf(name))}/`;
}

/** Why an alert of this name can have no page, or not everywhere; undefined when it can. */
export function alertNameFault(name: string): NameFault | undefined {
  if (name === 'names.json')
    return { reason: 'the site has a file of its own there', hasPage: false, isElsewhere: false };
  return pageNameFault(folderOf(name));
}

/** Whether an alert of this name has a page; `file-name-works` reports the others. */
export function hasAlertPage(name: string): boolean {
  return alertNameFault(name)?.hasPage !== false;
}

function folderOf(name: string): string {
  return name.replaceAll('/', '-');
}
