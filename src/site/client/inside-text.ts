/** In a paste of several lines the arrow keys move through it, until they have left it for the results. */
export function isInsideText(
  event: KeyboardEvent,
  { value, selectionStart, selectionEnd }: HTMLTextAreaElement,
): boolean {
  return event.key === 'ArrowDown'
    ? value.slice(selectionEnd).includes('\n')
    : value.slice(0, selectionStart).includes('\n');
}
