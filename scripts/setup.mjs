// Installs what is missing and nothing else. Plain JavaScript without dependencies: Node 18 and newer run it
// as it is, before anything is installed.
//   node scripts/setup.mjs             packages, and the Node that runs the TypeScript
//   node scripts/setup.mjs --browser   a Chromium for the browser tests too
//   node scripts/setup.mjs --installs  what the test needs that packs opsbook and installs it
//   node scripts/setup.mjs --services  what the demo book's snippets are verified against too, where apt has it
import { provideChromium } from './setup/chromium.mjs';
import { provideInstalls } from './setup/installs.mjs';
import { providePackages } from './setup/packages.mjs';
import { provideServices } from './setup/services.mjs';
import { SetupError, tell } from './setup/tell.mjs';

const KNOWN = new Set(['--browser', '--installs', '--services']);

try {
  const flags = process.argv.slice(2);
  const unknown = flags.find((flag) => !KNOWN.has(flag));
  if (unknown !== undefined)
    throw new SetupError(`unknown flag \`${unknown}\`; there are --browser, --installs and --services.`);
  providePackages();
  if (flags.includes('--browser')) await provideChromium();
  if (flags.includes('--installs')) provideInstalls();
  if (flags.includes('--services')) provideServices();
} catch (error) {
  if (!(error instanceof SetupError)) throw error;
  tell(error.message);
  process.exitCode = 1;
}
