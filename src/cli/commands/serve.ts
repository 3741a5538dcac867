import { join, resolve } from 'node:path';
import { openLiveBook } from '../../judge/live-book.ts';
import { readBookFiles } from '../../runbook/read/load.ts';
import { folderReader } from '../../tools/folder-reader.ts';
import { serveSite } from '../../tools/serve-site.ts';
import { defineCommand, ROOT_FLAG, UsageError } from '../command.ts';
import { chooseRoot } from '../book-flags.ts';
import { onlyOf, refuseRunFlags, RUN_SERVICE_FLAGS } from '../run-service/flags.ts';
import { OUT_FLAG, PORT_FLAG, readPort, siteOf } from '../site-flags.ts';
import { isFile } from '../../tools/find-root.ts';

export const serve = defineCommand({
  name: 'serve',
  flags: {
    ...ROOT_FLAG,
    ...OUT_FLAG,
    ...PORT_FLAG,
    host: { type: 'string', value: 'HOST', meaning: 'The address to listen on (default: 127.0.0.1)' },
    ...RUN_SERVICE_FLAGS,
  },
  examples: ['opsbook serve', 'opsbook serve --port 8080', 'opsbook serve --run --only read --note'],
  async run({ flags }, terminal) {
    const root = chooseRoot(flags.root, terminal);
    const folder = resolve(terminal.folder, flags.out ?? join(root, 'dist'));
    if (!isFile(join(folder, 'index.html')))
      throw new UsageError(`there is no site in ${folder}. opsbook build makes one.`);
    refuseRunFlags(flags);
    if (flags.run && flags.host !== undefined)
      throw new UsageError('--run listens on 127.0.0.1 alone: leave --host out.');
    const port = readPort(flags.port ?? (flags.run ? '0' : '4321'));
    if (port === undefined)
      throw new UsageError(`--port takes a number up to 65535, not \`${flags.port ?? ''}\`.`);
    const { reading } = await readBookFiles(folderReader(root));
    const { base } = siteOf({ settings: reading.settings }, flags.base);
    const host = flags.host ?? '127.0.0.1';
    if (flags.run) {
      const { endServing, openRunService } = await import('../run-service/served-run.ts');
      const live = openLiveBook({ root }, () => undefined);
      const service = await openRunService({
        ...{ root, terminal, base, only: onlyOf(flags), note: flags.note, log: flags.log },
        read: () => live.read(),
        howToRenew: 'run opsbook build, then reload',
      });
      const site = await serveSite({ folder, base, port, host, door: service.door });
      return endServing({ service, terminal, port: site.port, closes: [site.close, live.close] });
    }
    const serving = await serveSite({ folder, base, port, host });
    terminal.print(
      `The book is at http://${host === '127.0.0.1' ? 'localhost' : host}:${serving.port}${base}  (Ctrl-C stops)\n`,
    );
    await terminal.interrupted();
    await serving.close();
    return 0;
  },
});
