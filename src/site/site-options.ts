import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What a build is told by `opsbook build` and `dev`, through the environment of this process. */
export interface SiteOptions {
  /** The book's root. */
  readonly root: string;
  readonly out: string;
  /** A folder of its own for each root. */
  readonly cache: string;
  readonly base: string;
  readonly url: string | undefined;
  /** A digest of the program itself. */
  readonly program: string;
  /** Files with the keys of pages, by address: of the site that is to be replaced, and of this one. */
  readonly kept: { readonly before: string; readonly now: string } | undefined;
}

/** Reads the options; without them (an `astro` command by hand) the book is the working folder. */
export function siteOptions(environment: NodeJS.ProcessEnv = process.env): SiteOptions {
  const root = environment['OPSBOOK_ROOT'] ?? process.cwd();
  return {
    root,
    out: environment['OPSBOOK_OUT'] ?? join(root, 'dist'),
    cache: environment['OPSBOOK_CACHE'] ?? join(tmpdir(), 'opsbook-cache'),
    base: environment['OPSBOOK_BASE'] ?? '/',
    url: environment['OPSBOOK_URL'] || undefined,
    program: environment['OPSBOOK_PROGRAM'] ?? '',
    kept:
      environment['OPSBOOK_KEPT'] === undefined
        ? undefined
        : {
            before: join(environment['OPSBOOK_KEPT'], 'before.json'),
            now: join(environment['OPSBOOK_KEPT'], 'now.json'),
          },
  };
}
