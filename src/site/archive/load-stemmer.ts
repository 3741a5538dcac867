import type { StemmerModule } from '../../search/language.ts';

/** As the site's own of this name, on a disk, from which no module is loaded: there it is text that the archive hands over. */
export async function loadStemmer(address: string): Promise<StemmerModule> {
  const code = await (await fetch(address)).text();
  const url = URL.createObjectURL(new Blob([code], { type: 'text/javascript' }));
  try {
    // Written by the build that wrote this program.
    return (await import(/* @vite-ignore */ url)) as StemmerModule;
  } finally {
    URL.revokeObjectURL(url);
  }
}
