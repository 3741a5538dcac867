#!/usr/bin/env bash
# The hook of pre-commit. In its own copy of this repository it brings what opsbook is made with, the first time: packages
# by npm, and the Node that package-lock.json names, whatever Node the machine has.
set -euo pipefail
home=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
node=$home/node_modules/.bin/node
program=$home/dist-program/linter/dist-program/cli/opsbook.mjs
if [ ! -f "$program" ]; then
  echo 'opsbook: made ready for this hook, once: a few minutes …' >&2
  (cd "$home" && node scripts/setup.mjs && "$node" scripts/compile.ts) >&2
fi
exec "$node" "$program" lint --changed-since HEAD "$@"
