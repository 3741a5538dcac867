#!/usr/bin/env bash
# Chooses a Node for opsbook and leaves the one on the PATH to its owner. Says `node=PATH` into GITHUB_OUTPUT; nothing
# where none fits, so that the action installs one. Says too by what the installed opsbook is kept in a cache.
set -euo pipefail

fits() {
  [ -x "$1" ] && "$1" -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(Number(major === 22 ? minor < 12 : major < 24))' 2> /dev/null
}

chosen=''
mine=$(command -v node || true)
if [ -n "$mine" ] && fits "$mine"; then
  chosen=$mine
else
  # What GitHub's own runners have at hand, the newest first.
  for candidate in $(ls -d "${RUNNER_TOOL_CACHE:-/nowhere}"/node/{24,22}.*/*/bin/node 2> /dev/null | sort -rV); do
    if fits "$candidate"; then
      chosen=$candidate
      break
    fi
  done
fi
echo "node=$chosen" >> "$GITHUB_OUTPUT"
# What is set up then comes first on the PATH: the last step gives the caller the one that was.
if [ -z "$chosen" ] && [ -n "$mine" ]; then echo "path=$PATH" >> "$GITHUB_OUTPUT"; fi

# A version names what is installed; a file, or the action's own sources, are known by what they hold.
if [ -f "$OPSBOOK_VERSION" ]; then
  made_of=$(git hash-object --no-filters -- "$OPSBOOK_VERSION")
elif [ -n "$OPSBOOK_VERSION" ]; then
  made_of=$OPSBOOK_VERSION
else
  made_of=$(cd "$GITHUB_ACTION_PATH" && find package-lock.json package.json src scripts public astro.config.mjs -type f | LC_ALL=C sort | git hash-object --no-filters --stdin-paths | git hash-object --stdin)
fi
echo "key=opsbook-$(uname -s)-$(uname -m)-$(printf %s "$made_of" | git hash-object --stdin)" >> "$GITHUB_OUTPUT"
