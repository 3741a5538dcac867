import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { installDebianPackages } from './debian.mjs';
import { MODULES } from './paths.mjs';
import { placesOf, run, runWhileItTalks } from './programs.mjs';
import { SetupError, replaceFile, tell } from './tell.mjs';

/** One line, the path of the browser's program: scripts/installed-browser.ts reads it. */
const RECORD = join(MODULES, '.opsbook-browser');

/** The same engine without windows, menus and what else a person needs: tests take less than half of the time. */
const SHELLS = ['chromium-headless-shell', 'chrome-headless-shell'];
const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];
const MAC = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';

/** Finds a Chromium or installs one, and records where it is. */
export async function provideChromium() {
  const given = process.env.OPSBOOK_CHROMIUM ?? process.env.CHROMIUM_PATH;
  if (given !== undefined && given !== '') return record(checked(given), 'as the environment says');
  if (existsSync(RECORD) && existsSync(readFileSync(RECORD, 'utf8').trim())) return;
  const shell = systemShell() ?? playwrightShell() ?? shellFromDebian();
  if (shell) return record(shell, 'without windows');
  const system = [...NAMES.flatMap(placesOf), MAC].find(starts);
  if (system) {
    tell('a Chromium without windows is twice as fast: `npx playwright install --only-shell chromium`.');
    return record(system, "the system's");
  }
  const downloaded = await downloadWithPlaywright();
  if (downloaded) return record(downloaded, "Playwright's own");
  installDebianPackages(['chromium']);
  const debian = placesOf('chromium').find(starts);
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

function systemShell() {
  return SHELLS.flatMap(placesOf).find(starts);
}

function shellFromDebian() {
  installDebianPackages(['chromium-headless-shell']);
  return systemShell();
}

/** Playwright's own program without windows, where it has been downloaded. */
function playwrightShell() {
  const cli = join(MODULES, 'playwright-core', 'cli.js');
  const { said } = run(process.execPath, [cli, 'install', '--dry-run', '--only-shell', 'chromium']);
  const [, folder] = /Install location:\s+(\S.*chromium_headless_shell.*)/.exec(said) ?? [];
  if (folder === undefined || !existsSync(folder)) return undefined;
  const names = [...SHELLS, 'headless_shell'].flatMap((name) => [name, `${name}.exe`]);
  const files = readdirSync(folder, { recursive: true, withFileTypes: true });
  const found = files.find((file) => file.isFile() && names.includes(file.name));
  const path = found && join(found.parentPath ?? found.path, found.name);
  return starts(path) ? path : undefined;
}

/** It says how far it is at every tenth of 100 MB; a host that is silent for longer is given up. */
async function downloadWithPlaywright() {
  tell('downloading Chromium with Playwright …');
  const cli = join(MODULES, 'playwright-core', 'cli.js');
  const status = await runWhileItTalks([cli, 'install', '--only-shell', 'chromium'], {
    environment: { PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT: '10000' },
    silence: 60,
  });
  const path = status === 0 ? playwrightShell() : undefined;
  if (path) return path;
  tell(
    status === 0
      ? "Playwright's Chromium does not start here."
      : "Playwright's download host cannot be reached.",
  );
  return undefined;
}
