import type { Place } from './workflows.ts';

/** How an approved pull request becomes sign-offs, for a forge. */
type Jobs = Pick<Place, 'root' | 'install'>;

/**
 * A workflow of GitHub that signs what was approved once it is merged. It goes by the commits that were pushed: so it
 * sees what a merge queue brings, and pull requests of forks, whose own jobs may write nothing.
 */
export function githubSignOffs({ root, install }: Jobs): string {
  return `# Written by \`opsbook init --sign-offs\`: who approved a pull request has read the runbooks that it changes.
# OPSBOOK_PACKAGE is what npm installs: a name with a version, or the path or address of a tarball.
name: Sign-offs
on:
  push:
    branches: [main, master]
permissions:
  contents: write
  pull-requests: write
concurrency: sign-offs
jobs:
  sign:
    runs-on: ubuntu-latest
    env:
      OPSBOOK_PACKAGE: ${quoted(install)}
      OPSBOOK_ROOT: ${quoted(root)}
      GH_TOKEN: \${{ github.token }}
      GITHUB_TOKEN: \${{ github.token }}
      BEFORE: \${{ github.event.before }}
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v5
        with:
          node-version: 24
          package-manager-cache: false
      - name: Which pull requests were merged
        run: |
          git rev-list "$BEFORE..$GITHUB_SHA" 2>/dev/null | head -50 | while read -r commit; do
            gh api "repos/$GITHUB_REPOSITORY/commits/$commit/pulls" --jq '.[] | select(.head.ref | startswith("sign-offs-") | not) | .number'
          done | sort -un > "$RUNNER_TEMP/numbers"
      - name: Sign what was approved
        run: |
          [ -s "$RUNNER_TEMP/numbers" ] || exit 0
          npm install --global --no-audit --no-fund "$OPSBOOK_PACKAGE"
          opsbook verify --root "$OPSBOOK_ROOT" --evidence "$RUNNER_TEMP/evidence.json" || true
          while read -r number; do
            git fetch -q origin "pull/$number/head"
            opsbook review from-pull-request --root "$OPSBOOK_ROOT" --number "$number" --evidence "$RUNNER_TEMP/evidence.json" --links || true
          done < "$RUNNER_TEMP/numbers"
      - name: Propose the sign-offs
        run: |
          [ -n "$(git status --porcelain)" ] || exit 0
          git config user.name opsbook
          git config user.email opsbook@users.noreply.github.com
          branch="sign-offs-$(echo "$GITHUB_SHA" | cut -c1-12)"
          title="Sign-offs of $(sed 's/^/#/' "$RUNNER_TEMP/numbers" | paste -sd ' ')"
          git switch -q -c "$branch"
          git add --all
          git commit -q -m "$title"
          git push -q origin "$branch"
          gh pr create --title "$title" --body "Written by opsbook review from-pull-request." --head "$branch"
`;
}

/** The same for GitLab, called by a webhook of merge requests that triggers a pipeline. */
export function gitlabSignOffs({ root, install }: Jobs): string {
  return `# OPSBOOK_PACKAGE is what npm installs: a name with a version, or the path or address of a tarball.
# GITLAB_TOKEN is a variable of the project: a token that may read the interface and push a branch.
opsbook-sign-offs:
  image: node:24
  rules:
    - if: $CI_PIPELINE_SOURCE == "trigger" && $TRIGGER_PAYLOAD
  variables:
    GIT_DEPTH: '0'
    OPSBOOK_PACKAGE: ${quoted(install)}
    OPSBOOK_ROOT: ${quoted(root)}
  script:
    - |
      NUMBER=$(node -p '
        const { object_kind, object_attributes } = JSON.parse(fs.readFileSync(process.env.TRIGGER_PAYLOAD, "utf8"));
        object_kind === "merge_request" && object_attributes.action === "merge" ? Number(object_attributes.iid) || "" : "";
      ')
    - '[ -n "$NUMBER" ] || exit 0'
    - npm install --global --no-audit --no-fund "$OPSBOOK_PACKAGE"
    - git fetch -q origin "merge-requests/$NUMBER/head"
    - opsbook verify --root "$OPSBOOK_ROOT" --evidence /tmp/evidence.json || true
    - opsbook review from-pull-request --root "$OPSBOOK_ROOT" --number "$NUMBER" --evidence /tmp/evidence.json --links || true
    - '[ -n "$(git status --porcelain)" ] || exit 0'
    - git config user.name opsbook && git config user.email "opsbook@$CI_SERVER_HOST"
    - git switch -q -c "sign-offs-$NUMBER" && git add --all && git commit -q -m "Sign-offs of !$NUMBER"
    - git push -q -o merge_request.create "https://opsbook:$GITLAB_TOKEN@$CI_SERVER_HOST/$CI_PROJECT_PATH.git" "sign-offs-$NUMBER"
`;
}

/** A text of YAML that is one word there. */
function quoted(text: string): string {
  return /^[A-Za-z.][\w./-]*$/.test(text) ? text : `'${text.replaceAll("'", "''")}'`;
}
