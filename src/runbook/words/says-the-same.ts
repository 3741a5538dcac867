/** Whether a heading is the page's title once more: `KubePodCrashLooping` below `Kube Pod Crash Looping`. */
export function saysTheSame(heading: string, title: string): boolean {
  const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]/gu, '').toLowerCase();
  return heading === title || (letters(title) !== '' && letters(heading) === letters(title));
}
