import type { GivenText } from './given-text.ts';
import type { Command } from './script.ts';
import { programName } from './unwrap.ts';

const SENT = /^(?:-d|--data(?:-(?:ascii|binary|raw))?|--post-data|--body-data)$/;
const FIELD = /^[\w.[\]%+-]{1,80}=[^\s"'{}<>]{0,400}$/;
// `a=`, `a=x`, `payload={"text":"`; not `cpu,host=`, nor lines.
const LAST = /^[\w.[\]%+-]{1,80}=(?:[^\s"'{}<>,]{0,400}$|[{["])/;
// `Content-Type: application/json`.
const OTHER_TYPE = /^content-type:(?!\s*application\/x-www-form-urlencoded)/i;

/**
 * `curl -d "name=$X"`: in a form `&` begins the next field and `+` is a blank, so a value is written with percent codes:
 * `u`, or none.
 */
export function formReader(
  { words }: Pick<Command, 'words'>,
  { before, stands }: GivenText,
  flag: string,
): string {
  const isClient = words.some((word) => /^(?:curl|wget)$/.test(programName(word)));
  if (!isClient || stands !== 'word' || !(SENT.test(flag) || before.startsWith('-d'))) return '';
  const text = before.replace(/^(?:--[\w-]+=|-d)/, '');
  const hasType = words.some(({ value }) => OTHER_TYPE.test(value.replace(/^(?:-H|--header=)/, '')));
  const fields = text.split('&');
  const isForm = fields.slice(0, -1).every((one) => FIELD.test(one)) && LAST.test(fields.at(-1) ?? '');
  return isForm && !hasType ? 'u' : '';
}
