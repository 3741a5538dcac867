import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { MODULES, ROOT } from './paths.mjs';
import { placesOf, run, runWhileItTalks } from './programs.mjs';
import { SetupError, replaceFile, tell } from './tell.mjs';

/** One line, the path of the browser's program: playwright.config.ts reads it. */
const RECORD = join(MODULES, '.opsbook-chromium');

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Finds a Chromium or installs one, and records where it is. */
export async function provideChromium() {
  const given = process.env.OPSBOOK_CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return record(checked(given), 'as the environment says');
  if (existsSync(RECORD) && existsSync(readFileSync(RECORD, 'utf8').trim())) return;
  const system = [...NAMES.flatMap(placesOf), MAC].find(starts);
  if (system) return record(system, "the system's");
  if (starts(playwrightPath()) || (await downloadsWithPlaywright()))
    return record(playwrightPath(), "Playwright's own");
  const debian = installFromDebian();
  if (debian) return record(debian, "Debian's package");
  throw new SetupError(
    'no Chromium for the browser tests: install Chromium or Chrome, or name one in OPSBOOK_CHROMIUM, ' +
      'and run npm test again. `npm run check:types`, `test:unit` and the rest need none.',
  );
}

function record(path, whose) {
  if (existsSync(RECORD) && readFileSync(RECORD, 'utf8').trim() === path) return;
  replaceFile(RECORD, `${path}\n`);
  tell(`browser tests run ${path}, ${whose}.`);
}

function checked(path) {
  if (starts(path)) return path;
  throw new SetupError(`OPSBOOK_CHROMIUM or CHROMIUM_PATH names \`${path}\`, which does not start.`);
}

/** Ubuntu's chromium-browser may be a stub that asks for a snap, and a download may lack its libraries. */
function starts(path) {
  if (path === undefined || !existsSync(path)) return false;
  if (process.platform === 'win32') return true; // --version would open a window there
  const { status, said } = run(path, ['--version'], { timeout: 20_000 });
  return status === 0 && /chrom/i.test(said);
}

function playwrightPath() {
  const { chromium } = createRequire(join(ROOT, 'package.json'))('playwright-core');
  return chromium.executablePath();
}

/** It says how far it is at every tenth of 170 MB; a host that is silent for longer is given up. */
async function downloadsWithPlaywright() {
  tell('downloading Chromium with Playwright …');
  const cli = join(MODULES, 'playwright-core', 'cli.js');
  const status = await runWhileItTalks([cli, 'install', '--no-shell', 'chromium'], {
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    silence: 60,
  });
  if (status === 0 && starts(playwrightPath())) return true;
  tell(
    status === 0
      ? "Playwright's Chromium does not start here."
      : "Playwright's download host cannot be reached.",
  );
  return false;
}

function installFromDebian() {
  installDebianPackages(['chromium']);
  return placesOf('chromium').find(starts);
}
