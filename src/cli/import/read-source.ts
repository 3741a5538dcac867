import { frontmatterPlace } from '../../runbook/yaml/frontmatter-place.ts';
import { readYaml } from '../../runbook/yaml/yaml.ts';

/** A foreign page in its parts: what its frontmatter says, and its text to the letter. */
export interface ForeignPage {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly hasFrontmatter: boolean;
}

// Matches Hugo's `+++\ntitle = "a"\n+++\n`.
const TOML = /^\+\+\+[ \t]*\r?\n([\s\S]*?)\r?\n\+\+\+[ \t]*(?:\r?\n|$)/;

/** Takes frontmatter off a page: YAML as most tools write it, or Hugo's TOML. */
export function readSource(text: string): ForeignPage {
  const place = frontmatterPlace(text);
  if (place) {
    const { data } = readYaml({ ruleId: 'frontmatter-valid', text, ...place });
    const body = text.slice(place.end).replace(/^(?:---|\.{3})[ \t]*(?:\r\n|[\r\n]|$)/, '');
    return { fields: data ?? {}, body, hasFrontmatter: true };
  }
  const toml = TOML.exec(text);
  if (toml)
    return { fields: readToml(toml[1] ?? ''), body: text.slice(toml[0].length), hasFrontmatter: true };
  return { fields: {}, body: text, hasFrontmatter: false };
}

/** The texts, dates and lists of texts of a TOML head; its tables and what they hold are left out. */
function readToml(text: string): Record<string, unknown> {
  const head = text.split(/^[ \t]{0,99}\[/m, 1)[0] ?? '';
  const lines = head.split('\n').flatMap((line) => {
    const [, key = '', value = ''] = /^["']?([\w-]{1,99})["']?[ \t]{0,99}=(.+)$/.exec(line.trim()) ?? [];
    return value.trim() === '' ? [] : [[key, readTomlValue(value.trim())] as const];
  });
  return Object.fromEntries(lines);
}

function readTomlValue(value: string): unknown {
  const list = /^\[(.*)\]$/.exec(value)?.[1];
  if (list !== undefined) return [...list.matchAll(/"([^"]*)"|'([^']*)'/g)].map(([, a, b]) => a ?? b);
  return /^(["'])(.*)\1$/.exec(value)?.[2] ?? value;
}
