import { startPreview } from '../../tools/build-site.ts';
import { defineCommand, ROOT_FLAG } from '../command.ts';
import { openNamedBook } from '../open-book.ts';
import { OUT_FLAG, PORT_FLAG, siteOf } from '../site-flags.ts';

const { base: BASE } = OUT_FLAG;

export const dev = defineCommand({
  name: 'dev',
  summary: 'Preview the site, reloaded as you write',
  flags: { ...ROOT_FLAG, base: BASE, ...PORT_FLAG },
  examples: ['opsbook dev', 'opsbook dev --root ../runbooks --port 8080'],
  async run({ flags }, terminal) {
    const { root, book } = await openNamedBook(flags.root, terminal);
    const preview = startPreview({ root, ...siteOf(book, flags.base) }, flags.port);
    const ended = await Promise.race([preview.done, terminal.interrupted()]);
    preview.stop();
    if (ended !== undefined) throw new Error(`the preview ended: ${ended}`);
    return 0;
  },
});
