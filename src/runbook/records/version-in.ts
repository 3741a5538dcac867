/** The version in what a program says of itself: `1.34.1` in `Client Version: v1.34.1`; all of it where none is seen. */
export function versionIn(said: string): string {
  return /\d{1,6}(?:\.\d{1,6}){1,4}/.exec(said)?.[0] ?? said;
}
