import type { Settings } from '../runbook/schema/settings.ts';
import { UNTOLD } from './template.ts';
import { trimMarksEnd } from '../runbook/words/trim-marks.ts';
import { fitsGlob } from '../shell/fits-glob.ts';

/**
 * The part of an address behind one of the other addresses of the book (`alerts.addresses`), with a `/` before it;
 * undefined when it begins with none of them. A `*` also fits the parts of a host that only Prometheus can tell.
 */
export function pathAtOther(address: string, { alerts }: Settings): string | undefined {
  for (const start of alerts.addresses) {
    const rest = behind(start, address);
    if (rest !== undefined) return `/${rest.replace(/^\/+/, '')}`;
  }
  return undefined;
}

/** What stands behind `https://*.example.com/ops/`; `{{ … }}` in it says the same as `*`, which ends at a `/`. */
function behind(start: string, address: string): string | undefined {
  const parts = withoutScheme(trimMarksEnd(start.replace(/\{\{[^{}]*\}\}/g, '*'), '/')).split('/');
  const own = withoutScheme(address).split('/');
  const fits = parts.every((part, at) => own[at] !== undefined && fitsPart(part, own[at]));
  return /^https?:/i.test(address) && fits ? own.slice(parts.length).join('/') : undefined;
}

// `http` and `https` of one host are one site.
function withoutScheme(address: string): string {
  return address.replace(/^https?:/i, '');
}

function fitsPart(glob: string, part: string): boolean {
  if (glob.includes('*') && /[?#]/.test(part)) return false;
  return fitsGlob(glob.toLowerCase(), part.toLowerCase());
}

/** Whether only the host of an address is a template, and all that follows is known. */
export function isHostUntold(address: string): boolean {
  const [, host = '', rest = ''] = /^(?:[a-z][a-z0-9+.-]*:)?\/\/([^/?#]*)([^]*)$/i.exec(address) ?? [];
  return host.includes(UNTOLD) && !rest.includes(UNTOLD);
}

/** A page as it is looked for by its path. */
export interface PathPlace {
  readonly path: string;
  /** Its path inside the folder of runbooks, without the ending. */
  readonly id: string;
}

/**
 * The page that a path of such an address means, as Hugo, MkDocs and code hosts write it: in small letters, with or
 * without the ending, below other folders. Where several fit, none is taken: nobody knows which is meant.
 */
export function pageAtPath(path: string, pages: readonly PathPlace[]): PathPlace | undefined {
  const asked = partsOf(path);
  if (asked.length === 0) return undefined;
  const found = pages.filter((page) => {
    const [file, id] = [partsOf(page.path), partsOf(page.id)];
    return endsWith(file, asked) || (id.length > 0 && endsWith(asked, id));
  });
  if (found.length < 2) return found[0];
  const exact = found.filter((page) => partsOf(page.id).length >= asked.length);
  return exact.length === 1 ? exact[0] : undefined;
}

function partsOf(path: string): string[] {
  return path
    .toLowerCase()
    .replace(/\.(?:mdx?|html?)$/, '')
    .split('/')
    .map((part) => part.trim().replace(/\s+/g, '-'))
    .filter((part, at, all) => part !== '' && !(at === all.length - 1 && /^_?(?:index|readme)$/.test(part)));
}

function endsWith(parts: readonly string[], end: readonly string[]): boolean {
  return (
    end.length <= parts.length && end.every((part, at) => part === parts[parts.length - end.length + at])
  );
}
