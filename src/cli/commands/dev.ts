import type { Settings } from '../../runbook/schema/settings.ts';
import type { Published } from '../../site/draw-place.ts';
import { SITE_ASSETS } from '../../site/compiled.ts';
import { PREVIEW_HOST, servePreview } from '../../tools/serve-preview.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { openPages } from '../dev/pages.ts';
import { onlyOf, refuseRunFlags, RUN_SERVICE_FLAGS } from '../run-service/flags.ts';
import { outsideGlobs } from '../../runbook/read/load.ts';
import { chooseRoot, OUTSIDE_FLAG } from '../book-flags.ts';
import { readNow } from '../review/today.ts';
import { OUT_FLAG, PORT_FLAG, readPort, siteOf } from '../site-flags.ts';

const { base: BASE } = OUT_FLAG;

export const dev = defineCommand({
  name: 'dev',
  flags: { ...ROOT_FLAG, ...OUTSIDE_FLAG, base: BASE, ...PORT_FLAG, ...RUN_SERVICE_FLAGS },
  examples: ['opsbook dev', 'opsbook dev --root ../runbooks --port 8080', 'opsbook dev --run'],
  async run({ flags }, terminal) {
    refuseRunFlags(flags);
    const port = readPort(flags.port ?? (flags.run ? '0' : '4321'));
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
    if (flags.run) {
      const { endServing, openRunService } = await import('../run-service/served-run.ts');
      const service = await openRunService({
        ...{ root, terminal, base: pages.base, only: onlyOf(flags), note: flags.note, log: flags.log },
        read: () => pages.read(),
        howToRenew: 'reload',
      });
      const preview = await servePreview({ pages, assets: SITE_ASSETS, port, door: service.door });
      return endServing({ service, terminal, port: preview.port, closes: [preview.close, pages.close] });
    }
    const preview = await servePreview({ pages, assets: SITE_ASSETS, port });
    terminal.print(`The book is at http://${PREVIEW_HOST}:${preview.port}${pages.base}  (Ctrl-C stops)\n`);
    await terminal.interrupted();
    await Promise.all([pages.close(), preview.close()]);
    return 0;
  },
});
