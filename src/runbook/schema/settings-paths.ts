/** Whether a path names something outside of the book, or may do so on some system. */
export function leavesRoot(path: string): boolean {
  return /^([/\\~]|[A-Za-z]:)/.test(path) || path.split(/[/\\]/).includes('..');
}

/** Each star more multiplies the time that a glob may take on a long path. */
const MOST_STARS = 6;
const LONGEST_GLOB = 200;

/** Why a glob of alert rules is not followed; undefined where it is. */
export function globMessage(glob: string, isTrusted: boolean): string | undefined {
  if (isOutside(glob) && !isTrusted)
    return `Fix the rest of this file first: \`${glob}\` leads out of the book, and is read only when the settings have no other fault.`;
  if (leavesRoot(glob) && !isOutside(glob))
    return `Change \`alerts.rules\`: \`${glob}\` is not a path from the book, like \`../rules/*.yaml\`.`;
  return greedMessage(glob);
}

/** Whether a glob names files beside or above the book, as in `../rules/*.yaml`. */
export function isOutside(glob: string): boolean {
  return (
    /^(\.\.\/)+(?!\.\.(\/|$))/.test(glob) &&
    !glob
      .replace(/^(\.\.\/)+/, '')
      .split(/[/\\]/)
      .includes('..')
  );
}

/** Why a glob would take too long; undefined where it does not. */
export function greedMessage(glob: string): string | undefined {
  if (glob.length > LONGEST_GLOB || glob.split('*').length - 1 > MOST_STARS)
    return `Split \`${glob}\`: a glob has at most ${MOST_STARS} stars and ${LONGEST_GLOB} characters.`;
  return undefined;
}
