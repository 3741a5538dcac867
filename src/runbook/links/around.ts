import { joinPath } from './link-paths.ts';

/** What stands around a book in its repository: links of another system's pages are weighed by it. */
export interface Around {
  /** The folder of the book, from the top of the repository, as in `docs/ops/`; `''` for the top itself. */
  readonly prefix: string;
  /** Every file of the repository, from its top; none where there are too many to look at. */
  readonly paths: ReadonlySet<string>;
  /** Whether git is told to leave a file out of the repository, by its path from the top: then a build makes it. */
  ignores(path: string): boolean;
}

// The settings of systems that make sites, without `.js`, `.mts` and the like.
const SETTINGS = new Set(
  (
    'mkdocs.yml mkdocs.yaml zensical.toml _config.yml _config.yaml _config.toml antora.yml antora-playbook.yml ' +
    '_toc.yml toc.yml docfx.json mint.json hugo.toml hugo.yaml hugo.yml hugo.json book.toml .gitbook.yaml ' +
    'SUMMARY.md _sidebar.md _Sidebar.md .order .readthedocs.yml .readthedocs.yaml docusaurus.config astro.config ' +
    'next.config nuxt.config source.config gatsby-config .eleventy eleventy.config quartz.config config.rb'
  ).split(' '),
);
// Folders that only such systems have.
const FOLDERS = new Set(
  '_layouts _includes _data _posts layouts archetypes shortcodes .obsidian .vitepress .vuepress'.split(' '),
);

/** Whether a system is set up there that makes a site: it has its own idea of where links lead, and makes pages. */
export function isBuilt(paths: Iterable<string>): boolean {
  for (const path of paths) {
    const folders = path.split('/');
    const name = (folders.pop() ?? '').replace(/\.[cm]?[jt]s$/, '');
    if (SETTINGS.has(name) || folders.some((folder) => FOLDERS.has(folder))) return true;
    // Sphinx; elsewhere, programs have such a file too.
    if (name === 'conf.py' && folders.some((folder) => /^(?:docs?|source)$/i.test(folder))) return true;
  }
  return false;
}

/** What a link that leaves its book leads to, from the top of the repository; undefined where it leaves that too. */
export function fromTop({ prefix }: Around, from: string, path: string): string | undefined {
  return joinPath(`${prefix}${from}`, path);
}
