/**
 * What this very program wrote as JSON into a file whose digest fits (`findings-file.ts`): nobody else writes there, so it
 * is what it was. Undefined where nothing was written.
 */
export function keptJson<T>(text: string): T | undefined {
  return text === '' ? undefined : (JSON.parse(text) as T);
}
