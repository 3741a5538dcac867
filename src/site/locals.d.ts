import type { Draw } from './draw.ts';
import type { SiteBook } from './site-book.ts';

declare global {
  namespace App {
    /** What every page of the site is told, as `Astro.locals`. */
    interface Locals {
      /** The path that the site is published under: `/`, or `/ops/`. */
      readonly base: string;
      /** The origin of the site, where it is known. */
      readonly url: string | undefined;
      /** Whether its author looks at it while writing. */
      readonly isPreview: boolean;
      /** The address of this page, without the base. */
      readonly address: string;
      /** Which one of its kind this page shows, as in `{ id: 'pilot/disk-full' }`. */
      readonly shown: Readonly<Record<string, string>>;
      /** Where the same page is as Markdown, with the base; undefined where it is not. */
      readonly twin: string | undefined;
      /** An address with the path that the site is published under. */
      at(address: string): string;
      readonly book: SiteBook;
      readonly draw: Draw;
    }
  }
}
