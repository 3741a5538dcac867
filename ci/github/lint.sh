#!/usr/bin/env bash
# Lints the book and says what was found: in the format that was asked for, into the file for code scanning, and as
# outputs of the action.
set -euo pipefail
node=${OPSBOOK_NODE:-$(command -v node)}
program=$OPSBOOK_FOLDER/node_modules/.bin/opsbook # a link to the program itself
# The steps of the caller that follow find the Node that they had.
[ -z "${OPSBOOK_CALLERS_PATH:-}" ] || echo "$OPSBOOK_CALLERS_PATH" >> "$GITHUB_PATH"

# A checkout holds one commit: what lies between it and the base is fetched, and no more.
fetch_base() {
  local base=$1 head more
  local ref="+refs/heads/$base:refs/remotes/origin/$base"
  if [ "$(git rev-parse --is-shallow-repository)" = false ]; then
    git fetch --quiet --no-tags origin "$ref"
    return
  fi
  head=$(git rev-parse HEAD)
  git fetch --quiet --no-tags --depth=1 origin "$ref"
  for more in 1 10 50 250 1000; do
    if git merge-base HEAD "refs/remotes/origin/$base" > /dev/null 2>&1; then return; fi
    git fetch --quiet --no-tags --deepen="$more" origin "$ref" "$head" 2> /dev/null || break
  done
  if git merge-base HEAD "refs/remotes/origin/$base" > /dev/null 2>&1; then return; fi
  git fetch --quiet --no-tags --unshallow origin "$ref" "$head"
}

if [ -z "$OPSBOOK_SINCE" ] && [ -n "${GITHUB_BASE_REF:-}" ]; then
  fetch_base "$GITHUB_BASE_REF"
  OPSBOOK_SINCE="origin/$GITHUB_BASE_REF"
fi

findings=$OPSBOOK_FOLDER/findings.json
flags=(--root "$OPSBOOK_ROOT" --format "$OPSBOOK_FORMAT" --also "json=$findings")
[ -z "$OPSBOOK_SINCE" ] || flags+=(--changed-since "$OPSBOOK_SINCE")
[ -z "$OPSBOOK_BASELINE" ] || flags+=(--baseline "$OPSBOOK_BASELINE")
[ -z "$OPSBOOK_SARIF" ] || flags+=(--also "sarif=$OPSBOOK_SARIF")
[ "$OPSBOOK_LINKS" != true ] || flags+=(--links)
[ "$OPSBOOK_OUTSIDE" != true ] || flags+=(--allow-outside)
case $OPSBOOK_FAIL_ON in
  error | never) ;;
  warning) flags+=(--max-warnings 0) ;;
  *)
    echo "::error title=opsbook::\`fail-on\` takes error, warning or never, not \`$OPSBOOK_FAIL_ON\`."
    exit 2
    ;;
esac

status=0
rm -f "$findings"
"$node" "$program" lint "${flags[@]}" || status=$?
if [ -f "$findings" ]; then
  "$node" -e '
    const found = JSON.parse(require("node:fs").readFileSync(process.argv[1], "utf8"));
    const count = (level) => found.filter((one) => one.level === level).length;
    console.log(`errors=${count("error")}\nwarnings=${count("warning")}\nfindings=${found.length}`);
  ' "$findings" >> "$GITHUB_OUTPUT"
  echo "findings-file=$findings" >> "$GITHUB_OUTPUT"
  [ -z "$OPSBOOK_SARIF" ] || echo "sarif-file=$OPSBOOK_SARIF" >> "$GITHUB_OUTPUT"
fi
# Findings are forgiven; that it could not be judged never is.
if [ "$status" = 1 ] && [ "$OPSBOOK_FAIL_ON" = never ]; then status=0; fi
exit "$status"
