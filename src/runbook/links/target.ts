/** A page that links can lead to. */
export interface Place {
  readonly path: string;
  /** Its path on the site, as in `/runbooks/pilot/disk-full/`, without the site's base. */
  readonly address: string;
  /** Headings and steps that a link may name; undefined where they are not known, and any name will do. */
  anchors(): ReadonlySet<string> | undefined;
  /** Whether it was written for another site: its links are then followed as that site had them. */
  readonly isForeign?: boolean;
  /** Whether a part of it stands in another file, which is not read. */
  pullsIn?(): boolean;
  /** Whether an element of its text has an id, also in HTML that is not read as such. */
  hasId?(id: string): boolean;
  /** Whether a shortcode of Hugo's names that file on it: `{{< ref "disk-full.md" >}}` finds it wherever it is. */
  refersTo?(file: string): boolean;
  /** Whether it begins with frontmatter, which some system reads. */
  hasHead?(): boolean;
  /** Labels that links of any page may name, as MyST has them. */
  labels?(): readonly string[];
  /** Addresses that it has on the site it was written for, as keys. */
  formerly?(): readonly string[];
}

/** Where a link leads. */
export type Target =
  | { readonly kind: 'external' }
  | { readonly kind: 'unsafe'; readonly scheme: string }
  | {
      readonly kind: 'page';
      readonly path: string;
      readonly anchor: string;
      readonly address: string;
      /** The same link to where the page is now: set where the link follows another address of it. */
      readonly instead?: string;
      /** Why there is another: the page has moved, or the link was written for another site. */
      readonly because?: 'moved' | 'old-site';
    }
  | { readonly kind: 'site'; readonly address: string; readonly anchor: string }
  | { readonly kind: 'file'; readonly path: string }
  | Missing;

/** A link that leads to a page. */
export type PageTarget = Extract<Target, { kind: 'page' }>;

/** A link that leads nowhere. */
export interface Missing {
  readonly kind: 'missing';
  readonly reason: string;
  /** Set where the page is there and the part of it that the link names is not. */
  readonly lacks?: 'heading';
  /** The same link to what is surely meant: a file that has moved, or has the name in another case. */
  readonly instead?: string;
  /**
   * Why it may lead somewhere all the same, seen from a page of another system: a template fills its address in, a
   * plain folder is listed by GitHub, or the rest of that site, which is not here, has it.
   */
  readonly doubt?: 'template' | 'folder' | 'elsewhere' | 'outside' | 'hidden';
  /**
   * A page of another folder has this name, or the path leads there from a folder above: there are systems that link by
   * name alone, Obsidian and plugins of MkDocs, and many that link from the root of their site.
   */
  readonly isNamedElsewhere?: boolean;
  /** Seen from a page of another system: nothing makes pages there, so that what the files say is all there is. */
  readonly isPlain?: boolean;
  /** What was probably meant: looked for only when asked, since it takes time. */
  nearest(): string | undefined;
}

/** A link that leads nowhere, said so. */
export function missing(reason: string, nearest: () => string | undefined, instead?: string): Missing {
  return { kind: 'missing', reason, nearest, ...(instead === undefined ? {} : { instead }) };
}
