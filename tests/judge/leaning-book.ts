import { appendFileSync, mkdirSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

const page = (front: string, body: string): string => `---\n${front.trim()}\n---\n\n${body}\n`;

const incident = (title: string, more: string, body = ''): string =>
  page(
    `title: ${title}\nkind: incident\nsummary: ${title} for minutes.\nservice: worker\nowner: platform\nseverity: sev2\n${more}`,
    `## Diagnosis\n\n\`\`\`bash {name=look}\nkubectl -n shop get pods\n\`\`\`\n\n## Mitigation\n\n\`\`\`bash {risk=change}\nkubectl -n shop rollout restart deployment/worker\n\`\`\`\n\n## Verification\n\nLook again.\n\n## Rollback\n\nNothing.\n${body}`,
  );

/** A book in which every page leans on others, and on every kind of file. */
export const BOOK: Readonly<Record<string, string>> = {
  'opsbook.yaml': 'site:\n  title: Book\nalerts:\n  rules: [content/alerts/*.yaml]\n',
  'content/teams.yaml': 'platform:\n  name: Platform\n  contact: ["#platform"]\n',
  'content/severities.yaml': 'sev2:\n  title: High\n  meaning: Some are hurt.\n',
  'content/services/worker.yaml':
    'name: Worker\nsystem: shop\nowner: platform\ndescription: Works.\nhost: worker:9000\n',
  'content/alerts/queue.rules.yaml':
    'groups:\n  - name: queue\n    rules:\n      - alert: QueueFull\n        expr: queue_depth > 100\n        for: 5m\n        labels: { severity: sev2 }\n',
  'content/runbooks/queue.mdx': incident(
    'Queue is full',
    'symptoms: [Tasks stay queued]\nerrors: [queue is full]\nalerts: [QueueFull]\naliases: [old/queue]\nrelated: [disk]',
    '\nThe alert fires after 5m above 100. See [the disk](disk.mdx#mitigation) and [`look`](#look).\n',
  ),
  'content/runbooks/disk.mdx': incident(
    'Disk is full',
    'symptoms: [Nothing can be written]\nrelated: [queue]\nreviewed: 2026-07-01',
    '\nSee [the queue](queue.mdx#diagnosis), [its old place](/runbooks/old/queue/) and [the guide](../guides/on-call.mdx#first).\n',
  ),
  'content/runbooks/lonely.mdx': page(
    'title: Lonely\nkind: reference\nsummary: Alone.\nservice: nobody\nowner: platform',
    'Words.',
  ),
  'content/runbooks/plain.md':
    '# Plain\n\nSee [queue](./queue.mdx) and [gone](./gone.md).\n\n```bash\nkubectl gte pods\n```\n',
  'content/runbooks/sql.mdx': incident(
    'Rows are locked',
    'symptoms: [Writes wait]',
    '\n```bash\nmysql -e "DROP TABLE t"\n```\n',
  ),
  'content/guides/on-call.mdx': page(
    'title: On call',
    '## First\n\nRead [the queue](../runbooks/queue.mdx).\n',
  ),
  'docker-compose.yml': 'services:\n  worker:\n    image: worker\n',
};

/** A change of a book. @param file where a file of it is on disk */
export type Change = (file: (path: string) => string) => void;

const swap =
  (path: string, from: string, to: string): Change =>
  (file) => {
    const text = readFileSync(file(path), 'utf8');
    if (!text.includes(from)) throw new Error(`${path} has no ${from}`);
    writeFileSync(file(path), text.replace(from, to));
  };
/** Adds to a file, which may not be there yet. */
export const add =
  (path: string, text: string): Change =>
  (file) => {
    mkdirSync(dirname(file(path)), { recursive: true });
    appendFileSync(file(path), text);
  };

/** One of each kind of change: a new kind is a line here. */
export const CHANGES: Readonly<Record<string, Change>> = {
  'a sentence in a page': add('content/runbooks/queue.mdx', '\nOne more sentence.\n'),
  'a line above everything on a page': swap(
    'content/runbooks/disk.mdx',
    '## Diagnosis',
    'Lead.\n\n## Diagnosis',
  ),
  'a heading that others link to': swap('content/runbooks/disk.mdx', '## Mitigation', '## Resolution'),
  'the name of a step': swap('content/runbooks/queue.mdx', 'name=look', 'name=see'),
  'a title that another page has': swap(
    'content/runbooks/disk.mdx',
    'title: Disk is full',
    'title: Queue is full',
  ),
  'a symptom that another page has': swap(
    'content/runbooks/disk.mdx',
    'Nothing can be written',
    'Tasks stay queued',
  ),
  'an alias that others link to': swap('content/runbooks/queue.mdx', 'aliases: [old/queue]\n', ''),
  'an alert of a page': swap('content/runbooks/queue.mdx', 'alerts: [QueueFull]\n', ''),
  'a link that made a page reachable': add('content/runbooks/disk.mdx', '\n[Alone](lonely.mdx)\n'),
  'whether a page has adopted the format': swap('content/runbooks/disk.mdx', 'kind: incident\n', ''),
  'frontmatter that cannot be read': swap('content/runbooks/disk.mdx', 'title:', 'title: ]'),
  'a comment that silences a finding': swap(
    'content/runbooks/plain.md',
    '```bash',
    '<!-- opsbook-ignore command-known: an example -->\n\n```bash',
  ),
  'a tool that is loaded when it is named': add(
    'content/runbooks/lonely.mdx',
    '\n```bash\npsql -c "DROP TABLE x"\naws s3 rb s3://x\n```\n',
  ),
  'a secret': add('content/runbooks/plain.md', '\n`AKIA' + 'IOSFODNN7EXAMPLE`\n'),
  'a new page': add('content/runbooks/gone.md', '# Gone\n\nHere again.\n'),
  'a page with the id of another': add('content/runbooks/disk.md', '# Disk\n'),
  'a page that is gone': (file) => unlinkSync(file('content/runbooks/disk.mdx')),
  'a page that has moved': (file) =>
    renameSync(file('content/runbooks/disk.mdx'), file('content/runbooks/full.mdx')),
  'an empty page': (file) => writeFileSync(file('content/runbooks/disk.mdx'), ''),
  'the level of a rule': add('opsbook.yaml', 'rules:\n  command-known: warning\n'),
  'a rule that is switched off': add('opsbook.yaml', 'rules:\n  link-resolves: off\n'),
  'a declared tool': add('opsbook.yaml', 'commands:\n  kubectl:\n    subcommands: [gte]\n'),
  'the address of the site': swap(
    'opsbook.yaml',
    'title: Book',
    'title: Book\n  url: https://book.example/ops',
  ),
  'settings that cannot be read': add('opsbook.yaml', 'site: [\n'),
  'no settings': (file) => unlinkSync(file('opsbook.yaml')),
  'a team': swap('content/teams.yaml', 'platform:', 'platforms:'),
  'a severity': swap('content/severities.yaml', 'sev2:', 'sev1:'),
  'the severity of an alert rule': swap('content/alerts/queue.rules.yaml', 'sev2', 'sev1'),
  'the duration of an alert rule': swap('content/alerts/queue.rules.yaml', '5m', '10m'),
  'the name of an alert rule': swap('content/alerts/queue.rules.yaml', 'QueueFull', 'QueueFills'),
  'a link of an alert rule': swap(
    'content/alerts/queue.rules.yaml',
    'labels:',
    'annotations: { runbook_url: /runbooks/disk/ }\n        labels:',
  ),
  'a service': (file) => renameSync(file('content/services/worker.yaml'), file('content/services/jobs.yaml')),
  'a new service': add(
    'content/services/nobody.yaml',
    'name: N\nsystem: shop\nowner: platform\ndescription: N.\n',
  ),
  'a sign-off': add('content/reviews/2026-q3.yaml', '- runbook: disk\n  on: 2026-07-02\n  by: somebody\n'),
  'what the repository says is there': swap('docker-compose.yml', 'worker:', 'jobs:'),
  'a file that a page may link to': add('content/runbooks/picture.svg', '<svg/>'),
};
