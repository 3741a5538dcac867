import { joinPath } from './link-paths.ts';

/** What stands around a book in its repository: links of another system's pages are weighed by it. */
export interface Around {
  /** The folder of the book, from the top of the repository, as in `docs/ops/`; `''` for the top itself. */
  readonly prefix: string;
  /** Every file of the repository, from its top; none where there are too many to look at. */
  readonly paths: ReadonlySet<string>;
  /** Whether a plugin of the site finds pages by their names alone, wherever they stand. */
  readonly findsByName?: boolean;
  /** Old addresses that the site leads on from, as keys. */
  readonly redirects?: ReadonlySet<string>;
  /** Whether git is told to leave a file out of the repository, by its path from the top, or keeps it in another: a build makes it, or a submodule has it. */
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

/** Folders of the repository in which the book lies, with `/` at their ends, the top first. */
function foldersAbove({ prefix }: Around): string[] {
  const parts = prefix.split('/').filter((part) => part !== '');
  return ['', ...parts.map((_, index) => `${parts.slice(0, index + 1).join('/')}/`)];
}

// What sites show of a folder, or of an address.
const PAGES = [
  '',
  '.md',
  '.mdx',
  '.markdown',
  '.html',
  '/index.md',
  '/index.mdx',
  '/_index.md',
  '/README.md',
];

/** Whether a path from the root of a site leads to a file of the repository beside the book. */
export function isElsewhereInSite(around: Around, path: string): boolean {
  const name = path
    .split('/')
    .filter((part) => part !== '')
    .join('/');
  if (name === '') return false;
  return foldersAbove(around).some((folder) =>
    PAGES.some((ending) => {
      const file = `${folder}${name}${ending}`;
      return around.paths.has(file) && !(around.prefix !== '' && file.startsWith(around.prefix));
    }),
  );
}

/**
 * Whether a path leads to a file that the site puts at its root: `img/a.png` of `website/static/img/a.png`. Themes of
 * Hugo take pictures from `assets/` beside `content/` too.
 */
export function isStaticOfSite(around: Around, path: string): boolean {
  const name = path.replace(/^(?:\.?\/)+/, '');
  return (
    name !== '' &&
    foldersAbove(around).some((folder) => {
      const isHugo = around.prefix.startsWith(`${folder}content/`);
      const roots = isHugo ? ['static', 'public', 'assets'] : ['static', 'public'];
      return roots.some((root) => around.paths.has(`${folder}${root}/${name}`));
    })
  );
}

/** Whether the settings of one of these names stand in a folder that the book lies in. */
export function hasAbove(around: Around, names: readonly string[]): boolean {
  return foldersAbove(around).some((folder) => names.some((name) => around.paths.has(`${folder}${name}`)));
}
