import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { listBuiltPages, folderOf, SITE_NAMES, SITES } from './sites.ts';
import type { BuiltPage, SiteName } from './sites.ts';
import { expect, test } from './site-test.ts';

/** What the HTML of a page holds, before any script has run. */
interface Holding {
  readonly address: string;
  readonly ids: readonly string[];
  /** Links, images, scripts and style sheets, as they are written. */
  readonly links: readonly string[];
  readonly inline: readonly string[];
  readonly headings: readonly string[];
}

for (const site of SITE_NAMES) {
  if (site === 'german') continue; // only its words are others
  test.describe(`every page of ${site}`, () => {
    test.use({ site });

    test('has links that lead somewhere, unique ids, one title, and nothing inline that could run or be styled', async ({
      page,
    }) => {
      const pages = await holdings(page, site);
      const idsOf = new Map(pages.map((one) => [one.address, new Set(one.ids)]));
      const broken = pages.flatMap((one) =>
        one.links
          .filter((link) => !leadsSomewhere(link, one.address, { site, ids: idsOf }))
          .map((link) => `${one.address}: ${link}`),
      );
      expect(broken).toEqual([]);
      for (const { address, ids, inline, headings } of pages) {
        const repeated = ids.filter((id, index) => ids.indexOf(id) !== index);
        expect({ address, repeated, inline, titles: headings.length }).toEqual({
          address,
          repeated: [],
          inline: [],
          titles: 1,
        });
      }
    });
  });
}

async function holdings(page: Page, site: SiteName): Promise<Holding[]> {
  const pages = listBuiltPages(site);
  expect(pages.length).toBeGreaterThan(20);
  return page.evaluate(readPages, pages);
}

/** Runs in the browser, with its parser. */
function readPages(pages: readonly BuiltPage[]): Holding[] {
  return pages.map(({ address, html }) => {
    const dom = new DOMParser().parseFromString(html, 'text/html');
    const all = [...dom.querySelectorAll('*')];
    const inline = all.filter(
      (element) =>
        element.matches('style, script:not([src]), [style], a[href^="javascript:" i]') ||
        element.getAttributeNames().some((name) => name.startsWith('on')),
    );
    return {
      address,
      ids: all.flatMap(({ id }) => (id === '' ? [] : [id])),
      links: all.flatMap((element) => element.getAttribute('href') ?? element.getAttribute('src') ?? []),
      inline: inline.map(({ outerHTML }) => outerHTML.slice(0, 80)),
      headings: [...dom.querySelectorAll('h1')].map((heading) => heading.textContent),
    };
  });
}

interface Whole {
  readonly site: SiteName;
  readonly ids: ReadonlyMap<string, ReadonlySet<string>>;
}

function leadsSomewhere(link: string, from: string, { site, ids }: Whole): boolean {
  const home = new URL(SITES[site].base, 'http://site');
  if (link.startsWith('data:image/')) return true;
  const target = new URL(link, new URL(from, home));
  if (target.origin !== home.origin) return /^(https?|mailto|tel|slack|ssh|sip):$/.test(target.protocol);
  if (!target.pathname.startsWith(home.pathname)) return false;
  const address = decodeURIComponent(target.pathname.slice(home.pathname.length));
  if (!isBuilt(site, address)) return false;
  return target.hash === '' || (ids.get(address)?.has(decodeURIComponent(target.hash.slice(1))) ?? false);
}

function isBuilt(site: SiteName, address: string): boolean {
  const file = join(folderOf(site), address, address === '' || address.endsWith('/') ? 'index.html' : '');
  return existsSync(file) && statSync(file).isFile();
}
