/** How a program that runs another one is called, up to where the inner command begins. */
export interface Wrapper {
  /** Flags that take the next word as their value. */
  readonly valued?: string;
  /** Words of its own before the inner command: a host, a container, a duration. */
  readonly operands?: number;
  /** After its last operand no flag is its own any more: `docker run redis --appendonly yes`. */
  readonly endsAtOperand?: boolean;
  /** `inline`: the words that follow; `dashes`: the words after `--`, whatever stands before; `script`: one string, after these flags or as the last word. */
  readonly inner: 'inline' | 'dashes' | 'script';
  /** Flags whose value is a shell script. */
  readonly scriptFlags?: string;
  /** The words are joined and read again by another shell, as `ssh` and `watch` do. */
  readonly rereads?: boolean;
  /** `NAME=value` words may stand before the inner command. */
  readonly assigns?: boolean;
}

const container =
  '-e --env --env-file -w --workdir -u --user --detach-keys --index -v --volume -p --publish --name --network --entrypoint ' +
  '-l --label --mount -m --memory --cpus --platform --restart --pull --add-host --hostname -h --ip --log-driver --log-opt ' +
  '--gpus --cap-add --cap-drop --security-opt --shm-size --tmpfs --ulimit --dns --link --net --pid --ipc --userns --device --init-path';
/** `docker run` and its like. */
const inContainer: Wrapper = { valued: container, operands: 1, endsAtOperand: true, inner: 'inline' };
/** `docker service create`, which takes its own flags too. */
const inService: Wrapper = {
  ...inContainer,
  valued: `${container} --replicas --mode --constraint --container-label --secret --config --limit-cpu --limit-memory --reserve-cpu --reserve-memory --endpoint-mode --placement-pref --restart-condition --restart-delay --restart-max-attempts --update-delay --update-parallelism --stop-grace-period`,
};

const pods =
  '-c --container -n --namespace -f --filename -p --profile --context --kubeconfig --pod-running-timeout --image --target ' +
  '-l --labels --env --overrides --restart --port --cluster --user -s --server --as --token --copy-to --request-timeout';

/** Programs that run another command, by their name or their first words. Add yours here. */
export const wrappers: Readonly<Record<string, Wrapper>> = {
  sudo: {
    valued: '-u -g -h -p -C -r -t -U -T -R -D --user --group --host --prompt --chdir --role --type',
    inner: 'inline',
    assigns: true,
  },
  doas: { valued: '-u -C', inner: 'inline' },
  env: { valued: '-u --unset -C --chdir', inner: 'inline', assigns: true },
  time: { valued: '-f --format -o --output', inner: 'inline' },
  nohup: { inner: 'inline' },
  exec: { valued: '-a', inner: 'inline' },
  command: { inner: 'inline' },
  builtin: { inner: 'inline' },
  setsid: { inner: 'inline' },
  chronic: { inner: 'inline' },
  unbuffer: { inner: 'inline' },
  caffeinate: { valued: '-t -w', inner: 'inline' },
  watch: { valued: '-n --interval -q --equexit', inner: 'inline', rereads: true },
  xargs: {
    valued:
      '-I -n -P -L -d -a -s -E --max-args --max-procs --max-lines --delimiter --arg-file --replace --max-chars',
    inner: 'inline',
  },
  timeout: { valued: '-s -k --signal --kill-after', operands: 1, inner: 'inline' },
  nice: { valued: '-n --adjustment', inner: 'inline' },
  ionice: { valued: '-c -n --class --classdata', inner: 'inline' },
  stdbuf: { valued: '-i -o -e --input --output --error', inner: 'inline' },
  chroot: { valued: '', operands: 1, inner: 'inline' },
  chrt: { valued: '-T -P -D --sched-runtime --sched-period --sched-deadline', operands: 1, inner: 'inline' },
  taskset: { operands: 1, inner: 'inline' },
  setarch: { operands: 1, inner: 'inline' },
  prlimit: { inner: 'inline' },
  setpriv: { valued: '--reuid --regid --groups --ambient-caps --inh-caps --bounding-set', inner: 'inline' },
  choom: { valued: '-n --adjust', inner: 'inline' },
  linux32: { inner: 'inline' },
  linux64: { inner: 'inline' },
  x86_64: { inner: 'inline' },
  'dbus-run-session': { inner: 'inline' },
  fakeroot: { inner: 'inline' },
  nsenter: { valued: '-t --target -S -G', inner: 'inline' },
  unshare: { inner: 'inline' },
  'podman unshare': { inner: 'inline' },
  'buildah unshare': { inner: 'inline' },
  flock: { valued: '-w --timeout -E', operands: 1, inner: 'inline', scriptFlags: '-c --command' },
  strace: { valued: '-e -o -p -s -P', inner: 'inline' },
  'systemd-run': {
    valued: '-p --property --unit -M -H --uid --gid --on-calendar --on-active -E',
    inner: 'inline',
  },
  'systemd-inhibit': { inner: 'inline' },
  eval: { inner: 'inline', rereads: true },
  parallel: { valued: '-j --jobs -a --arg-file', inner: 'inline' },
  ssh: {
    valued: '-b -c -D -E -e -F -I -i -J -L -l -m -O -o -p -Q -R -S -W -w -B -P',
    operands: 1,
    inner: 'inline',
    rereads: true,
  },
  su: { valued: '-s -g -G --shell --group', scriptFlags: '-c --command --session-command', inner: 'script' },
  runuser: {
    valued: '-s -g -G -u --user --shell',
    scriptFlags: '-c --command --session-command',
    inner: 'inline',
    operands: 0,
  },
  bash: { scriptFlags: '-c', inner: 'script', valued: '-o -O --rcfile --init-file' },
  rbash: { scriptFlags: '-c', inner: 'script', valued: '-o -O' },
  sh: { scriptFlags: '-c', inner: 'script', valued: '-o' },
  zsh: { scriptFlags: '-c', inner: 'script', valued: '-o' },
  dash: { scriptFlags: '-c', inner: 'script', valued: '-o' },
  ksh: { scriptFlags: '-c', inner: 'script', valued: '-o' },
  ash: { scriptFlags: '-c', inner: 'script', valued: '-o' },
  busybox: { inner: 'inline' },
  'docker exec': inContainer,
  'docker run': inContainer,
  'docker container exec': inContainer,
  'docker container run': inContainer,
  'docker service create': inService,
  'docker compose exec': inContainer,
  'docker compose run': inContainer,
  'docker-compose exec': inContainer,
  'docker-compose run': inContainer,
  'podman exec': inContainer,
  'podman run': inContainer,
  'nerdctl exec': inContainer,
  'nerdctl run': inContainer,
  'podman container exec': inContainer,
  'podman container run': inContainer,
  'crictl exec': { operands: 1, endsAtOperand: true, inner: 'inline' },
  'kubectl exec': { inner: 'dashes' },
  'kubectl run': { inner: 'dashes' },
  'kubectl debug': { inner: 'dashes' },
  'oc exec': { inner: 'dashes' },
  'oc run': { inner: 'dashes' },
  'oc debug': { inner: 'dashes' },
  'oc rsh': { valued: pods, operands: 1, inner: 'inline' },
  'flyctl ssh console': { valued: '-a --app', scriptFlags: '-C --command', inner: 'script' },
  'fly ssh console': { valued: '-a --app', scriptFlags: '-C --command', inner: 'script' },
  'gcloud compute ssh': { scriptFlags: '--command', inner: 'script' },
  'heroku run': { valued: '-a --app -r --remote -s --size --type', inner: 'inline' },
  'railway run': { valued: '-s --service -e --environment', inner: 'inline' },
  'aws-vault exec': { inner: 'dashes' },
  'poetry run': { inner: 'inline' },
  'pipenv run': { inner: 'inline' },
  'uv run': { valued: '--with --python -p --extra --group --project', inner: 'inline' },
  'bundle exec': { inner: 'inline' },
  'op run': { inner: 'dashes' },
  'doppler run': { inner: 'dashes' },
  'chamber exec': { inner: 'dashes' },
  'direnv exec': { operands: 1, inner: 'inline' },
  'gds aws': { inner: 'dashes' },
};
