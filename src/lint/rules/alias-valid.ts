import type { Book } from '../../runbook/book.ts';
import { listPages } from '../../runbook/book.ts';
import { decodeAddress } from '../../runbook/links/link-paths.ts';
import { addressOf, aliasAddress, aliasFault } from '../../runbook/links/site-paths.ts';
import type { Rule } from '../rule.ts';

export const aliasValid: Rule = {
  id: 'alias-valid',
  summary: 'Claim old addresses that are free, and each for one page only',
  level: 'error',
  looksAround: true,
  check({ runbook, book, links }, report) {
    for (const [index, alias] of (runbook?.aliases ?? []).entries()) {
      if (!runbook) return;
      const at = runbook.locate(['aliases', index]);
      const level = runbook.isForOpsbook ? {} : { level: 'warning' as const };
      const address = decodeAddress(aliasAddress(alias));
      const fault = aliasFault(alias);
      // Hugo reads it from the page's own folder; it is no address of this site, and the old one still has it.
      if (fault !== undefined && !runbook.isForOpsbook && /^\.{1,2}\//.test(alias)) continue;
      // Somebody once linked to it with that character, and it is written out.
      if (fault !== undefined && !runbook.isForOpsbook && /%(?:E2%80|EF%BB|C2%A)/i.test(alias)) continue;
      const page = pagesByAddress(book).get(address);
      const other = claims(book)
        .get(address)
        ?.find((path) => path !== runbook.path);
      if (fault !== undefined) report(`Change \`${alias}\`: ${fault}.`, at, level);
      else if (page !== undefined)
        report(`Remove the alias \`${alias}\`: \`${page}\` is shown at this address.`, at, level);
      else if (links.resolve({ path: '' }, encodeURI(address)).kind === 'site')
        report(`Remove the alias \`${alias}\`: the site has a page of its own there.`, at, level);
      else if (other !== undefined)
        report(
          `Remove the alias \`${alias}\` from one of the two pages: \`${other}\` has it too.`,
          at,
          level,
        );
    }
  },
};

const addresses = new WeakMap<Book, Map<string, string>>();

function pagesByAddress(book: Book): Map<string, string> {
  const made =
    addresses.get(book) ??
    new Map(
      listPages(book).map(({ path }) => [decodeAddress(addressOf(path, book.settings.layout) ?? ''), path]),
    );
  addresses.set(book, made);
  return made;
}

const claimed = new WeakMap<Book, Map<string, string[]>>();

/** The pages that claim each older address. */
function claims(book: Book): Map<string, string[]> {
  const made = claimed.get(book) ?? new Map<string, string[]>();
  if (claimed.has(book)) return made;
  for (const { aliases, path } of book.runbooks.values())
    for (const address of new Set(aliases.map((alias) => decodeAddress(aliasAddress(alias)))))
      made.set(address, [...(made.get(address) ?? []), path]);
  claimed.set(book, made);
  return made;
}
