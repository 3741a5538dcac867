/** Says something to screen readers, once, without moving the focus. */
export function announce(text: string): void {
  const region = document.getElementById('site:announce');
  if (region) region.textContent = text;
}
