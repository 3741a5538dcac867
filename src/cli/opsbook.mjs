#!/usr/bin/env node
// A Node that is too old runs this far, and is told so.
const [major = 0] = process.versions.node.split('.').map(Number);

if (major < 22) {
  process.stderr.write(`opsbook needs Node 22 or newer; this is ${process.version}.\n`);
  process.exitCode = 2;
} else {
  const { start } = await import('./start.ts');
  await start();
}
