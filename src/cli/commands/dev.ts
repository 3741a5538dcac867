import type { Settings } from '../../runbook/schema/settings.ts';
import type { Published } from '../../site/draw-place.ts';
import { SITE_ASSETS } from '../../site/compiled.ts';
import { PREVIEW_HOST, servePreview } from '../../tools/serve-preview.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { openPages } from '../dev/pages.ts';
import { outsideGlobs } from '../../runbook/read/load.ts';
import { chooseRoot, OUTSIDE_FLAG } from '../open-book.ts';
import { readNow } from '../review/today.ts';
import { OUT_FLAG, PORT_FLAG, readPort, siteOf } from '../site-flags.ts';

const { base: BASE } = OUT_FLAG;

export const dev = defineCommand({
  name: 'dev',
  flags: { ...ROOT_FLAG, ...OUTSIDE_FLAG, base: BASE, ...PORT_FLAG },
  examples: ['opsbook dev', 'opsbook dev --root ../runbooks --port 8080'],
  async run({ flags }, terminal) {
    const port = readPort(flags.port ?? '4321');
    if (port === undefined)
      throw new UsageError(`--port takes a number up to 65535, not \`${flags.port ?? ''}\`.`);
    const root = chooseRoot(flags.root, terminal);
    const { today } = readNow(undefined, terminal);
    const isOutsideAllowed = flags['allow-outside'] ?? false;
    const publish = (settings: Settings): Published => {
      const [glob] = isOutsideAllowed ? [] : outsideGlobs(settings);
      if (glob !== undefined)
        terminal.warn(
          `Not read: \`${glob}\` of \`alerts.rules\` is outside the book. --allow-outside reads it.\n`,
        );
      return siteOf({ settings }, flags.base);
    };
    const pages = await openPages({
      root,
      publish,
      today,
      isOutsideAllowed,
    });
    const preview = await servePreview({ pages, assets: SITE_ASSETS, port });
    terminal.print(`The book is at http://${PREVIEW_HOST}:${preview.port}${pages.base}  (Ctrl-C stops)\n`);
    await terminal.interrupted();
    await Promise.all([pages.close(), preview.close()]);
    return 0;
  },
});
