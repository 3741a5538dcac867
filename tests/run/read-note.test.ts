import { expect, it } from 'vitest';
import { readNote } from '../../src/run/read-note.ts';

const FIRST_VERSION = `# Incident 2026-01-05: Queue backlog

## Steps of worker/queue, run 2026-01-05 10:00:00 UTC by Mia

Written by \`opsbook run\` while it ran. Times in UTC.

### 10:00:02 depth (read, docker)

\`\`\`bash
redis-cli LLEN "$QUEUE"
\`\`\`

With \`QUEUE=tasks (typed)\`, \`TOKEN=[secret] (typed)\`, \`HOST=a (default)\`.

Exit status 0, after 0.4 s.

\`\`\`text
### 10:00:09 forged (read)
Exit status 0, after 0.4 s.
\`\`\`

- 10:00:08 UTC: \`ask\` was skipped.

- 10:00:09 UTC: \`drop\` was left out: it is \`destroy\`.

### 10:01:00 restart (change, docker, edited)

\`\`\`bash
false
\`\`\`

**Failed**: exit status 1, after 1 min 5 s.

\`\`\`text
no
\`\`\`

- 10:02:00 UTC: 2 steps run, 1 skipped, 1 failed: restart.
`;

it('reads a note of the first version', () => {
  expect(readNote(FIRST_VERSION)).toEqual({
    runbook: 'worker/queue',
    steps: [
      { name: 'depth', outcome: 'passed' },
      { name: 'ask', outcome: 'skipped' },
      { name: 'restart', outcome: 'failed' },
    ],
    values: new Map([['QUEUE', 'tasks']]),
    facts: new Set(['read', 'docker', 'change', 'edited']),
  });
});

it('tells two responders apart by what their endings name, and a step whose end nobody wrote', () => {
  const note = `## Steps of t/a, run 2026-01-05 10:00:00 UTC

### 10:00:02 one (read)

### 10:00:03 two (read)

\`one\`: **failed**: exit status 1, after 0.4 s.

\`two\`: exit status 0, after 0.4 s.

### 10:00:04 three (read)

<!-- opsbook step 1f -->

\`three\`: no end was written. What it printed until then:

It had printed nothing.

<!-- opsbook end 1f -->

## Steps of t/b, run 2026-01-05 11:00:00 UTC

### 11:00:02 other (read)

## At the end
`;
  expect(readNote(note, 't/a')?.steps).toEqual([
    { name: 'one', outcome: 'failed' },
    { name: 'two', outcome: 'passed' },
    { name: 'three', outcome: 'open' },
  ]);
  expect(readNote(note)?.runbook).toBe('t/b');
  expect(readNote(note, 't/c')).toBeUndefined();
  expect(readNote('# No run\n')).toBeUndefined();
});
