import type { SearchPage } from '../src/search/page.ts';

/** Books and queries made by rule, for measuring: the same numbers give the same texts on every machine. */

const SYSTEMS =
  'checkout ledger catalog search media auth billing shipping profile quotes inventory mailer geo export import gateway scheduler reports pricing loyalty'.split(
    ' ',
  );
const PARTS =
  'redis postgres kafka queue worker api proxy cache ingester replica consumer producer volume certificate token migration backup cron session index shard leader broker sidecar webhook bucket'.split(
    ' ',
  );
const TROUBLES =
  'down slow full lagging unreachable crashlooping expired rejected stuck missing corrupt overloaded throttled unhealthy deadlocked evicted restarting failing saturated degraded'.split(
    ' ',
  );
const COMMON =
  'the of to and a in is that for on with as by this from are be or when not it which has have more than after before while check look find restart scale wait log metric dashboard alert team page node pod container namespace deployment request error latency traffic memory disk network limit quota config release version command output state minutes usually often because until still'.split(
    ' ',
  );
const COMMANDS = [
  'kubectl -n $NAMESPACE get pods',
  'kubectl logs deploy/$APP --tail=200',
  'curl -s localhost:8080/healthz',
  'redis-cli info replication',
  'psql -c "select count(*) from pg_stat_activity"',
  'journalctl -u $UNIT --since -1h',
  'df -h /var/lib',
];

/** A generator of numbers from 0 to 1 (Park and Miller, 1988). */
export function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

function pick<T>(list: readonly T[], random: () => number): T {
  // The index is inside the list: random() is below 1, and no list here is empty.
  return list[Math.floor(random() * list.length)] as T;
}

const capital = (word: string): string => word.charAt(0).toUpperCase() + word.slice(1);

/** A long tail of words, of which each page has a few of its own. */
function rareWord(random: () => number): string {
  const syllables = 'ka lo mi ten dra vor pul ses qui zan bre tol fi nex gar'.split(' ');
  return Array.from({ length: 2 + Math.floor(random() * 3) }, () => pick(syllables, random)).join('');
}

/** A runbook book of so many pages, about as long as public runbooks are. */
export function generateBook(pageCount: number): SearchPage[] {
  const random = numbersFrom(20_260_203);
  return Array.from({ length: pageCount }, (_, at) => generatePage(at, random));
}

function generatePage(at: number, random: () => number): SearchPage {
  const [system, part, trouble] = [pick(SYSTEMS, random), pick(PARTS, random), pick(TROUBLES, random)];
  const own = [system, part, trouble, ...Array.from({ length: 6 }, () => rareWord(random))];
  const sentence = (): string => {
    const length = 8 + Math.floor(random() * 12);
    const words = Array.from({ length }, () => {
      const chance = random();
      if (chance < 0.7) return pick(COMMON, random);
      return chance < 0.9 ? pick(own, random) : pick(chance < 0.95 ? PARTS : TROUBLES, random);
    });
    return `${capital(words.join(' '))}.`;
  };
  const text = (count: number): string => Array.from({ length: count }, sentence).join(' ');
  const section = (heading: string, sentences: number, commands: number) => ({
    heading,
    anchor: heading.toLowerCase(),
    level: 2,
    text: text(sentences),
    code: Array.from({ length: commands }, () => `${pick(COMMANDS, random)} # ${pick(own, random)}`).join(
      '\n',
    ),
  });
  const name = `${capital(system)}${capital(part)}${capital(trouble)}${at}`;
  return {
    id: `${system}/${part}-${trouble}-${at}`,
    title: name,
    kind: 'incident',
    services: [`${system}-${part}`],
    owner: `team-${system}`,
    severity: `sev${1 + (at % 3)}`,
    summary: sentence(),
    symptoms: [`${capital(part)} of ${system} is ${trouble} and ${pick(own, random)} shows it`],
    errors: at % 3 === 0 ? [`${part} ${own[3] ?? ''}: ${trouble} (code ${at})`] : [],
    alerts: at % 2 === 0 ? [{ name }] : [],
    params: [{ name: 'NAMESPACE', label: 'namespace' }],
    sections: [
      section('Meaning', 4, 0),
      section('Impact', 3, 0),
      section('Diagnosis', 9, 5),
      section('Mitigation', 8, 4),
      section('Escalation', 2, 0),
    ],
  };
}

/** What would be asked of such a book: names, a few words, mistyped words, noisy log lines, notifications. */
export function generateQueries(pages: readonly SearchPage[], count: number): string[] {
  const random = numbersFrom(4_711);
  return Array.from({ length: count }, (_, at) => {
    const page = pick(pages, random);
    const words = (page.sections[0]?.text ?? '').replace('.', '').split(' ');
    const some = words.slice(0, 4).join(' ').toLowerCase();
    const line = words.slice(0, 18).join(' ');
    switch (at % 5) {
      case 0:
        return page.title;
      case 1:
        return some;
      case 2:
        return some.replace(/(\w{3})(\w)(\w)/, '$1$3$2');
      case 3:
        return `2026-02-03T04:05:06.789Z ERROR [worker-7] req=${Math.floor(random() * 1e9).toString(16)} ${line} pod=${page.services[0] ?? ''}-7d4b9c6f5d-x2x9p latency=120ms`;
      default:
        return JSON.stringify({
          alerts: [
            {
              labels: { alertname: `${page.title}X`, namespace: 'shop' },
              annotations: { description: line },
            },
          ],
        });
    }
  });
}
