import type { GivenText } from './given-text.ts';
import type { Command } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

const SENT = words('-d --data --data-ascii --data-binary --data-raw --post-data --body-data');
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
  const isClient = words.some((word) => isOneOf(programName(word), 'curl wget'));
  if (!isClient || stands !== 'word' || !(SENT.has(flag) || before.startsWith('-d'))) return '';
  const text = before.replace(/^(?:--[\w-]+=|-d)/, '');
  const hasType = words.some(({ value }) => OTHER_TYPE.test(value.replace(/-H|--header=/, '')));
  const fields = text.split('&');
  const isForm = fields.slice(0, -1).every((one) => FIELD.test(one)) && LAST.test(fields.at(-1) ?? '');
  return isForm && !hasType ? 'u' : '';
}
