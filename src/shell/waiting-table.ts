/** A program that does not end by itself, by its name and the words that come first. */
export interface Waiter {
  /** `stop`: it goes on until somebody stops it. `person`: it wants somebody at a keyboard and a screen. */
  readonly for: 'stop' | 'person';
  /** Flags that take the next word, or the rest of theirs, as their value. */
  readonly valued?: string;
  /** Only with one of these flags. */
  readonly with?: string;
  /** Not with any of these flags. */
  readonly without?: string;
  /** Only with so few words that are no flags: `redis-cli` alone, `ssh host`. */
  readonly mostOperands?: number;
  /** Only with so many of them. */
  readonly leastOperands?: number;
  /** It asks the terminal itself, wherever its standard input comes from. */
  readonly isAtTerminal?: boolean;
  /** Only here: on another machine nothing is known of it. */
  readonly isLocal?: boolean;
}

const KUBECTL =
  '-n --namespace -o --output -l --selector -f --filename -c --container -s --server -L --label-columns --context ' +
  '--kubeconfig --cluster --user --tail --since --since-time --field-selector --as --token --request-timeout --address';
const COMPOSE =
  '--file --project-name -p --profile --env-file --project-directory --ansi -H --host --context -n --tail --since --until';
const DOCKER = `${COMPOSE} -l --log-level --detach-keys --format -e --env --env-file -w --workdir -u --user -v --volume --name --network --entrypoint`;
const SYSTEMD =
  '-u --unit -n --lines -p --priority -t --identifier -o --output -S --since -U --until -g --grep -D --directory -M --machine';
const REDIS =
  '-h -p -s -a -n -u -r -i -D -x -t --user --pass --cacert --cert --key --sni --eval --pattern --show-pushes';
const REDIS_WORKS =
  '--scan --bigkeys --memkeys --hotkeys --pipe --rdb --functions-rdb --cluster --eval -x -X';
const PSQL =
  '-c --command -d --dbname -f --file -v --set --variable -L --log-file -o --output -F -P --pset -R -T -h --host -p --port -U --username';
const MYSQL = '-e --execute -u --user -h --host -P --port -D --database --protocol -S --socket';
const SSH = '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B -P';
const SHELL = { for: 'person', mostOperands: 0, without: '-c -s', valued: '-o -O' } as const;
const REPL = { for: 'person', mostOperands: 0, without: '-c -m -e -p --version -V -v -h --help' } as const;
const EDITOR = { for: 'person', isAtTerminal: true, without: '--version --help -es -Es' } as const;
const SCREEN = { for: 'person', isAtTerminal: true, without: '--version -V --help -h' } as const;
const LOGS = { for: 'stop', valued: KUBECTL, with: '-f --follow' } as const;
const WATCHED = { for: 'stop', valued: KUBECTL, with: '-w --watch --watch-only' } as const;
const COMPOSE_LOGS = { for: 'stop', valued: COMPOSE, with: '-f --follow' } as const;
const COMPOSE_UP = {
  for: 'stop',
  valued: COMPOSE,
  without: '-d --detach --wait --no-start --exit-code-from --abort-on-container-exit',
} as const;
const SUBSCRIBED = { for: 'stop', valued: REDIS } as const;

/** Programs that wait, by their name or their first words. Add yours here. */
export const WAITERS: Readonly<Record<string, Waiter | Waiter[]>> = {
  tail: {
    for: 'stop',
    valued: '-n --lines -c --bytes -s --sleep-interval',
    with: '-f -F --follow --retry',
    without: '--pid',
  },
  multitail: SCREEN,
  journalctl: { for: 'stop', valued: SYSTEMD, with: '-f --follow' },
  dmesg: { for: 'stop', valued: '-l --level -f --facility -n -s', with: '-w --follow -W --follow-new' },
  stern: { for: 'stop', valued: KUBECTL, without: '--no-follow' },
  kail: { for: 'stop' },
  vmstat: { for: 'stop', valued: '-S -w', mostOperands: 1, leastOperands: 1, without: '-s -d -V' },
  iostat: { for: 'stop', valued: '-p -g -j', mostOperands: 1, leastOperands: 1, without: '-V' },
  mpstat: { for: 'stop', valued: '-P -N', mostOperands: 1, leastOperands: 1, without: '-V' },
  'kubectl events': { for: 'stop', valued: KUBECTL, with: '-w --watch' },
  'argocd app logs': { for: 'stop', with: '-f --follow' },
  'argocd app get': { for: 'stop', with: '-w' },
  'kubectl debug': { for: 'person', valued: KUBECTL, with: '-t --tty' },
  'kubectl run': { for: 'person', valued: KUBECTL, with: '-t --tty' },
  'cloudflared tunnel run': { for: 'stop' },
  ngrok: { for: 'stop', leastOperands: 2 },
  'aws ssm start-session': { for: 'person', without: '--document-name' },
  watch: { for: 'stop', valued: '-n --interval -q --equexit', without: '-g --chgexit -q --equexit' },
  ping: { for: 'stop', valued: '-c -i -I -s -t -w -W', without: '-c -w', leastOperands: 1 },
  tcpdump: { for: 'stop', valued: '-c -i -r -w -s -G -W -C', without: '-c -r -D -L' },
  inotifywait: { for: 'stop', valued: '-e --event -t --timeout --format', with: '-m --monitor' },
  'kubectl logs': LOGS,
  'oc logs': LOGS,
  'docker logs': { for: 'stop', valued: DOCKER, with: '-f --follow' },
  'docker container logs': { for: 'stop', valued: DOCKER, with: '-f --follow' },
  'podman logs': { for: 'stop', valued: DOCKER, with: '-f --follow' },
  'nerdctl logs': { for: 'stop', valued: DOCKER, with: '-f --follow' },
  'crictl logs': { for: 'stop', valued: '--tail --since', with: '-f --follow' },
  'docker service logs': { for: 'stop', valued: DOCKER, with: '-f --follow' },
  'docker compose logs': COMPOSE_LOGS,
  'docker-compose logs': COMPOSE_LOGS,
  'podman-compose logs': COMPOSE_LOGS,
  'docker compose up': COMPOSE_UP,
  'docker-compose up': COMPOSE_UP,
  'docker stats': { for: 'stop', without: '--no-stream' },
  'docker compose stats': { for: 'stop', without: '--no-stream' },
  'docker events': { for: 'stop', without: '--until' },
  'docker attach': { for: 'person' },
  'kubectl get': WATCHED,
  'oc get': WATCHED,
  'kubectl port-forward': { for: 'stop', valued: KUBECTL },
  'oc port-forward': { for: 'stop', valued: KUBECTL },
  'kubectl proxy': { for: 'stop', valued: KUBECTL },
  'kubectl attach': { for: 'stop', valued: KUBECTL },
  'kubectl edit': { ...EDITOR, valued: KUBECTL },
  'oc edit': { ...EDITOR, valued: KUBECTL },
  'aws logs tail': { for: 'stop', with: '--follow' },
  'gcloud logging tail': { for: 'stop' },
  'heroku logs': { for: 'stop', with: '-t --tail' },
  'flyctl logs': { for: 'stop', without: '-n --no-tail' },
  'fly logs': { for: 'stop', without: '-n --no-tail' },
  'az webapp log tail': { for: 'stop' },
  'redis-cli monitor': SUBSCRIBED,
  'redis-cli ssubscribe': SUBSCRIBED,
  'redis-cli subscribe': SUBSCRIBED,
  'redis-cli psubscribe': SUBSCRIBED,
  'valkey-cli monitor': SUBSCRIBED,
  'kafka-console-consumer': { for: 'stop', without: '--max-messages --timeout-ms' },
  'kafka-console-consumer.sh': { for: 'stop', without: '--max-messages --timeout-ms' },
  'nats sub': { for: 'stop', without: '--count' },
  mosquitto_sub: { for: 'stop', valued: '-t -h -p -u -P -C -W', without: '-C -W' },
  read: { for: 'person', valued: '-a -d -i -n -N -p -t -u', without: '-u', isLocal: true },
  top: { for: 'person', isAtTerminal: true, valued: '-d -n -p -u -U -o -w', without: '-b --batch -l -h -v' },
  htop: SCREEN,
  btop: SCREEN,
  atop: SCREEN,
  glances: { ...SCREEN, without: '--stdout --stdout-json -w -s --version -V' },
  iftop: { ...SCREEN, without: '-t' },
  iotop: { ...SCREEN, without: '-b --batch' },
  k9s: SCREEN,
  ctop: SCREEN,
  lazydocker: SCREEN,
  pg_top: SCREEN,
  less: SCREEN,
  more: SCREEN,
  most: SCREEN,
  vi: EDITOR,
  vim: EDITOR,
  nvim: EDITOR,
  nano: EDITOR,
  emacs: { ...EDITOR, without: '--batch -batch --version' },
  visudo: { ...EDITOR, without: '-c --check' },
  vipw: EDITOR,
  crontab: { ...EDITOR, with: '-e' },
  'systemctl edit': { ...EDITOR, without: '--stdin' },
  'git rebase': { ...EDITOR, with: '-i --interactive' },
  'git add': { ...EDITOR, with: '-p --patch -i --interactive' },
  passwd: { for: 'person', without: '-S --status -l --lock -u --unlock -d --delete -e --expire --stdin' },
  sudo: {
    for: 'person',
    isAtTerminal: true,
    isLocal: true,
    valued: '-u -g -h -p -C -r -t -U -T -R -D --user --group --host --prompt --chdir',
    without: '-n --non-interactive -S --stdin -A --askpass -V --version -k -K',
  },
  su: { for: 'person', isLocal: true, valued: '-s -g -G', without: '-c --command --session-command' },
  ssh: [
    { for: 'person', valued: SSH, mostOperands: 1, leastOperands: 1, without: '-N -f -W -O -Q -G -V' },
    { for: 'stop', valued: SSH, leastOperands: 1, with: '-N', without: '-f -O -Q -G -V' },
  ],
  autossh: { for: 'stop', valued: `${SSH} -M`, without: '-f -V' },
  sftp: { for: 'person', valued: '-b -c -D -F -i -J -l -o -P -R -S', without: '-b' },
  telnet: { for: 'person' },
  'docker exec': { for: 'person', valued: DOCKER, with: '-t --tty', isLocal: true },
  'docker run': { for: 'person', valued: DOCKER, with: '-t --tty', without: '-d --detach', isLocal: true },
  bash: SHELL,
  sh: SHELL,
  zsh: SHELL,
  fish: SHELL,
  python: REPL,
  python3: REPL,
  node: REPL,
  irb: REPL,
  psql: { for: 'person', valued: PSQL, without: '-c --command -f --file -l --list -V --version' },
  mysql: { for: 'person', valued: MYSQL, without: '-e --execute -V --version' },
  mongosh: { for: 'person', without: '--eval -f --file --version', mostOperands: 1 },
  'redis-cli': { for: 'person', valued: REDIS, mostOperands: 0, without: `${REDIS_WORKS} --stat --latency` },
  'valkey-cli': { for: 'person', valued: REDIS, mostOperands: 0, without: `${REDIS_WORKS} --stat --latency` },
};
