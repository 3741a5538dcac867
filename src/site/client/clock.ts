/** `03:12 UTC`, with its day where that is not today. @param when in milliseconds since 1970 */
export function clock(when: number): string {
  const text = new Date(when).toISOString();
  const isToday = text.slice(0, 10) === new Date().toISOString().slice(0, 10);
  return `${isToday ? '' : `${text.slice(0, 10)} `}${text.slice(11, 16)} UTC`;
}
