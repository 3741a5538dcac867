#!/usr/bin/env node
// A Node that is too old runs this far, and is told so.
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);

if (major < 22 || (major === 22 && minor < 12)) {
  process.stderr.write(`opsbook needs Node 22.12, 24 or newer; this is ${process.version}.\n`);
  process.exitCode = 2;
} else {
  const { start } = await import('./start.ts');
  await start();
}
