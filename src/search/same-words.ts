/**
 * Short and full forms of one word: whoever types the one means pages with the other as well. Only what operators say
 * in short everywhere, and what has no other meaning.
 */
const SAME: readonly string[] = [
  'app application',
  'auth authentication',
  'cannot cant',
  'cert certificate',
  'cm configmap',
  'config configuration',
  'conn connection',
  'creds credentials',
  'db database',
  'deploy deployment',
  'dir directory',
  'ds daemonset',
  'env environment',
  'fs filesystem',
  'infra infrastructure',
  'k8s kubernetes',
  'mem memory',
  'mongo mongodb',
  'msg message',
  'netpol networkpolicy',
  'ns namespace',
  'perf performance',
  'postgres postgresql',
  'prod production',
  'rabbit rabbitmq',
  'repl replication',
  'repo repository',
  'sts statefulset',
  'svc service',
  'sync synchronization',
];

/** People in a hurry leave the apostrophe out, and a runbook says `does not`. Not the other way round. */
const NEGATED = ['arent', 'didnt', 'doesnt', 'dont', 'isnt', 'wasnt', 'wont'];

/** What is said at night, and what a runbook writes for it. Not the other way round. */
const SPOKEN: readonly string[] = [
  'borked broken',
  'busted broken',
  'dead down crash',
  'died crash restart',
  'dies crash restart',
  'dying restart crash',
  'frozen stuck hang',
  'hosed broken',
  'hung stuck hang',
  'laggy lag slow',
  'late slow delay',
  'sluggish slow latency',
];

/** What a runbook most likely writes for a word that is only spoken. */
export const WRITTEN_WORDS: ReadonlyMap<string, readonly string[]> = new Map(
  SPOKEN.map((line) => {
    const [said = '', ...written] = line.split(' ');
    return [said, written] as const;
  }),
);

/** The other forms of a word, where it has some. */
export const SAME_WORDS: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...SAME.flatMap((line) => {
    const forms = line.split(' ');
    return forms.map((form) => [form, forms.filter((other) => other !== form)] as const);
  }),
  ...NEGATED.map((word) => [word, ['not']] as const),
]);
