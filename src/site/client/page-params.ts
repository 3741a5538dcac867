import { MEANINGS, unaskedMeaning } from '../../shell/value-meaning.ts';

/** A param of the page that is open, and where its panel shows it. */
export interface PageParam {
  readonly name: string;
  readonly label: string | undefined;
  /** The author's own; undefined for the usual letters, digits and `._:/@-`. */
  readonly pattern: string | undefined;
  readonly default: string | undefined;
  readonly isSecret: boolean;
  readonly row: HTMLElement;
  readonly input: HTMLInputElement | null;
  /** Why a value may not be put into a command, as what is said of it: `does not fit`; undefined when it may. */
  readonly misfit: (value: string) => string | undefined;
}

const USUAL = /^[A-Za-z0-9._:/@-]+$/;

/** The params of the page; their patterns are the author's, so they are matched in linear time. */
export async function readParams(panel: HTMLElement): Promise<PageParam[]> {
  const rows = [...panel.querySelectorAll<HTMLElement>('.param')];
  const hasOwn = rows.some(({ dataset }) => dataset['pattern'] !== undefined);
  const matcher = hasOwn ? (await import('../../runbook/values/linear-pattern.ts')).wholeMatcher : undefined;
  return rows.map((row) => {
    const { name = '', label, pattern, default: given, secret, allow = '' } = row.dataset;
    const allowed = MEANINGS.filter((meaning) => allow.split(' ').includes(meaning));
    const input = row.querySelector('input');
    const matches =
      pattern === undefined || !matcher ? (value: string) => USUAL.test(value) : safely(matcher, pattern);
    const misfit = (value: string): string | undefined =>
      matches(value) ? unaskedMeaning(value, allowed)?.reason : 'does not fit';
    return { name, label, pattern, default: given, isSecret: secret !== undefined, row, input, misfit };
  });
}

/** A pattern that cannot be read lets nothing through. */
function safely(
  matcher: (source: string) => (text: string) => boolean,
  pattern: string,
): (value: string) => boolean {
  try {
    return matcher(pattern);
  } catch {
    return () => false;
  }
}

/** The param that a name in an address means: its own name in any case, else its label. */
export function findParam(params: readonly PageParam[], name: string): PageParam | undefined {
  const wanted = name.toLowerCase();
  return (
    params.find((param) => param.name.toLowerCase() === wanted) ??
    params.find(({ label }) => label?.toLowerCase() === wanted)
  );
}
