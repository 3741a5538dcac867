/**
 * Has Firefox load a page anew when its reader goes back. A page that it would have put away brings the session
 * storage of the time when it was left, and later pages of the tab then have that too: what was typed since is lost.
 * It does not put a page away that listens to this event.
 */
export function freshStorage(): void {
  if (CSS.supports('-moz-appearance', 'none')) addEventListener('unload', () => undefined);
}
