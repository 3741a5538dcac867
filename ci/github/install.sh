#!/usr/bin/env bash
# Installs opsbook into a folder of the runner: nothing is written into the repository, and none of its package managers
# is asked. Where the folder came out of the cache, there is nothing to do.
set -euo pipefail
node=${OPSBOOK_NODE:-$(command -v node)}
export PATH="$(dirname "$node"):$PATH"
[ -f "$OPSBOOK_FOLDER/node_modules/.bin/opsbook" ] && exit 0

mkdir -p "$OPSBOOK_FOLDER"
if [ -f "$OPSBOOK_VERSION" ]; then
  what=$(realpath "$OPSBOOK_VERSION")
elif [ -n "$OPSBOOK_VERSION" ]; then
  case $OPSBOOK_VERSION in
    *://* | *opsbook*) what=$OPSBOOK_VERSION ;; # an address, or a name with its version
    *) what=@opsbook/lint@$OPSBOOK_VERSION ;;
  esac
else
  # The action's own sources, at the very commit that was asked for.
  cd "$GITHUB_ACTION_PATH"
  [ -d node_modules ] || npm ci --no-audit --no-fund
  npm run -s compile
  rm -f "$OPSBOOK_FOLDER"/*.tgz
  npm pack ./dist-program/linter --silent --pack-destination "$OPSBOOK_FOLDER"
  what=$(ls "$OPSBOOK_FOLDER"/*.tgz)
fi
cd "$OPSBOOK_FOLDER" # a project of its own: settings for npm in the repository are not read
echo '{ "private": true }' > package.json
npm install --no-audit --no-fund --ignore-scripts "$what"
