import domino from '@mixmark-io/domino';
import { plot } from '@observablehq/plot';
import type { PlotOptions } from '@observablehq/plot';

/**
 * Draws a picture at build time.
 * @returns the SVG as text, without the inline style that a strict Content-Security-Policy refuses: its few
 * declarations stand in pictures.css under `.plot`
 */
export function drawPlot(options: PlotOptions): string {
  const picture = plot({ ...options, className: 'plot', document: domino.createDocument('') });
  picture.querySelector('style')?.remove();
  return picture.outerHTML;
}
