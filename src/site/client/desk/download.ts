import { element } from './element.ts';

/** Gives a text to whoever reads the page, as a file of that name. */
export function download(name: string, text: string, type: string): void {
  const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
  const link = element('a', { href: address, download: name, hidden: '' });
  document.body.append(link);
  link.click();
  link.remove();
  // The browser reads it a little later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
