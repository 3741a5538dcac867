#!/usr/bin/env bash
# A repository in the present folder with a few commits, for the demo book's git snippets to look at.
set -euo pipefail
unset GIT_DIR GIT_WORK_TREE
export GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_NOSYSTEM=1
export GIT_AUTHOR_NAME=Demo GIT_AUTHOR_EMAIL=demo@example.org
export GIT_COMMITTER_NAME=Demo GIT_COMMITTER_EMAIL=demo@example.org
git init --quiet --initial-branch=main work
cd work
mkdir content
echo 'site: { title: Demo }' >opsbook.yaml
for number in 1 2 3; do
  echo "Change $number" >>content/page.md
  git add .
  git commit --quiet --message "Change $number"
done
git tag v1.0.0
touch "$OPSBOOK_VERIFY/git/ready"
