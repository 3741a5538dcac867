import { describe, expect, test } from 'vitest';
import { listSnippetPlaces, paramsOf } from '../../../src/runbook/values/value-places.ts';
import { planRun } from '../../../src/run/plan.ts';
import { paramUsed } from '../../../src/lint/rules/param-used.ts';
import { lintBook } from '../../../src/lint/lint.ts';
import { bookInMemory } from '../../book-in-memory.ts';

const HEAD = `---
title: T
params:
  HOST: { description: d }
  QUEUE: { description: d }
---

## Diagnosis

`;

/** A fence, and the params that it uses: `?` after one that it can do without. */
const FENCES: readonly (readonly [info: string, code: string, used: string])[] = [
  ['bash', 'psql -h $HOST', 'HOST'],
  ['bash', 'psql -h "${HOST}" "$QUEUE"', 'HOST QUEUE'],
  ['bash', "awk '{ print $HOST }' f", ''],
  ['bash', 'true # see $HOST', ''],
  ['bash', '# see $HOST', ''],
  ['bash', 'echo \\$HOST', ''],
  ['bash', "cat <<'EOF'\n$HOST\nEOF", ''],
  ['bash', 'cat <<EOF\n$HOST\nEOF', 'HOST'],
  ['bash', 'echo "${HOST:-db}"', 'HOST?'],
  ['bash', 'echo "${HOST:-db}" "$HOST"', 'HOST'],
  ['bash', 'echo "${HOST:?}"', 'HOST'],
  ['bash', 'HOST=db; psql -h "$HOST"', ''],
  ['bash', 'psql -h "$HOST"; HOST=db', 'HOST'],
  ['bash', 'export HOST; psql -h "$HOST"', 'HOST'],
  ['bash', 'echo $HOSTNAME ${HOSTS}', ''],
  ['bash', 'echo HOST', ''],
  ['bash', "bash -c 'echo $HOST'", 'HOST'],
  ['bash', `ssh db 'echo $HOST'`, 'HOST'],
  ['bash', `psql -c "SELECT ':QUEUE'"`, ''],
  ['bash', `psql -c "SELECT '$QUEUE'"`, 'QUEUE'],
  ['bash', 'printenv HOST', 'HOST'],
  ['bash', 'docker run -e HOST --env=QUEUE image', 'HOST QUEUE'],
  ['bash', 'docker run -e HOST=db image', ''],
  ['bash', 'HOST=db docker run -e HOST image', ''],
  ['bash', 'docker run -ite HOST -eQUEUE image', 'HOST QUEUE'],
  ['bash', 'docker build --build-arg HOST --secret id=q,env=QUEUE .', 'HOST QUEUE'],
  ['bash', 'ssh -o SendEnv=HOST db; sudo --preserve-env=A,QUEUE id', 'HOST QUEUE'],
  ['bash', 'su -w HOST - app; openssl enc -pass env:QUEUE', 'HOST QUEUE'],
  ['bash', 'docker exec web printenv HOST; ssh db printenv QUEUE', ''],
  ['bash', 'export HOST; ./deploy.sh', 'HOST'],
  ['bash', 'declare -x HOST; ./deploy.sh', 'HOST'],
  ['bash', "envsubst '$HOST' < template", 'HOST'],
  ['bash', `awk 'BEGIN { print ENVIRON["HOST"] }'`, 'HOST'],
  ['bash', `python3 -c 'import os; os.environ["HOST"]; os.getenv("QUEUE")'`, 'HOST QUEUE'],
  ['bash', "jq -n '$ENV.HOST, env.QUEUE'", 'HOST QUEUE'],
  ['bash {ignore}', 'echo $HOST', ''],
  ['console', '$ psql -h $HOST\nprinted $QUEUE', 'HOST'],
  ['bash', '$ psql -h $HOST\nprinted $QUEUE', 'HOST'],
  ['sql', "SELECT :'QUEUE'", 'QUEUE'],
  ['sql', 'SELECT * FROM :"QUEUE" LIMIT :HOST', 'HOST QUEUE'],
  ['pgsql', "SELECT :'QUEUE'", 'QUEUE'],
  ['sql', "SELECT ':QUEUE' -- :QUEUE", ''],
  ['sql', "SELECT 1 /* :'QUEUE' */", ''],
  ['sql', 'SELECT x::QUEUE', ''],
  ['sql', "SELECT '$HOST'", ''],
  ['sql {via="ssh $HOST psql"}', 'SELECT 1', 'HOST'],
  [`sql {via="ssh '$HOST' psql"}`, 'SELECT 1', ''],
  ['bash {cwd="/srv/$HOST"}', 'ls', 'HOST'],
  ['promql', 'up{host="$HOST"}', 'HOST'],
  ['promql', 'up # $HOST', ''],
  ['logql', '{queue="${QUEUE}"} |= `$HOST`', 'HOST QUEUE'],
  ['redis', 'LLEN $QUEUE', ''],
  ['redis {via="redis-cli -h $HOST"}', 'LLEN x', 'HOST'],
  ['yaml', 'host: $HOST', ''],
  ['output', '$HOST', ''],
];

describe('which params a snippet uses', () => {
  test.each(FENCES)('%s: %s → %s', async (info, code, used) => {
    const text = `${HEAD}\`\`\`${info}\n${code}\n\`\`\`\n`;
    const book = await bookInMemory({ 'content/runbooks/t.mdx': text });
    const runbook = book.runbooks.get('t');
    const [snippet] = runbook?.snippets ?? [];
    if (!runbook || !snippet) throw new Error('no snippet');
    const uses = paramsOf(snippet, runbook.params);
    expect(uses.map(({ name, isNeeded }) => name + (isNeeded ? '' : '?')).join(' ')).toBe(used);
    // Whatever stands on the page to be filled in is used, and a run asks for nothing else.
    const names = uses.map(({ name }) => name);
    const places = listSnippetPlaces(snippet, runbook.params).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(places));
    const [step] = planRun(runbook, { facts: new Map(), hasDatabase: true });
    expect(step?.params ?? []).toEqual(names);
    const unused = runbook.params.map(({ name }) => name).filter((name) => !names.includes(name));
    const said = lintBook(book, { rules: [paramUsed] });
    expect(said.map(({ message }) => /`(\w+)`/.exec(message)?.[1])).toEqual(unused);
  });
});
