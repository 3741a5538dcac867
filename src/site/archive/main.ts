import { workerCode } from 'opsbook:match-worker';
import { base } from '../client/site-base.ts';
import { answerFrom, loadFiles } from './handed-files.ts';

// The script of a site that is opened from a disk: the site's own, on a page that can fetch nothing and load no
// modules. What its scripts ask a server for, the archive hands them.

const home = base();

globalThis.fetch = async (address) => answerFrom(await loadFiles(home), String(address), home);

/** The worker that matches, from the text that this script holds; it is handed what it would fetch. */
class ArchiveWorker extends Worker {
  constructor() {
    const code = new Blob([`(${handOver.toString()})();${workerCode}`], { type: 'text/javascript' });
    super(URL.createObjectURL(code));
    const ready = loadFiles(home).then((opsbookFiles) => super.postMessage({ opsbookFiles }));
    this.postMessage = (message: unknown) => void ready.then(() => super.postMessage(message));
  }
}
globalThis.Worker = ArchiveWorker;

/** Runs in the worker, before its own code: as text, so it knows nothing of this module. */
function handOver(): void {
  let files: Readonly<Record<string, string>> = {};
  self.addEventListener('message', (event: MessageEvent<{ opsbookFiles?: typeof files }>) => {
    if (!event.data.opsbookFiles) return;
    files = event.data.opsbookFiles;
    event.stopImmediatePropagation();
  });
  self.fetch = (address) => {
    const name = Object.keys(files).find((path) => String(address).endsWith(path));
    return Promise.resolve(
      new Response(name === undefined ? '' : files[name], { status: name === undefined ? 404 : 200 }),
    );
  };
}

// On a disk a folder has no page: what scripts link to names its file, before it is followed.
for (const event of ['click', 'auxclick', 'focusin'])
  document.addEventListener(
    event,
    ({ target }) => {
      const link = target instanceof Element ? target.closest('a') : null;
      if (link?.protocol === 'file:' && link.pathname.endsWith('/')) link.pathname += 'index.html';
    },
    true,
  );

void import('../client/site.ts');
