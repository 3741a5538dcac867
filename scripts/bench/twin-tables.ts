/** Tools whose long flags begin with one dash: two dashes for one are no slip there. */
export const singleDashTools: ReadonlySet<string> = new Set(
  'terraform tofu consul nomad vault bao openssl find java pg_ctl ip nats zpool zfs'.split(' '),
);

/** A letter that the tool's manual does not know as a flag; `-Y` unless named here. */
export const freeLetters: Readonly<Record<string, string>> = {
  curl: '-W',
  ssh: '-U',
  ls: '-y',
  less: '-9',
  ps: '-9',
  'ssh-keygen': '-J',
  df: '-Q',
  rbd: '-Y',
};

/** Subcommands that group others, from the tools' manuals: the second word of these is a subcommand too. */
export const groups: Readonly<Record<string, string>> = {
  kubectl: 'rollout config create set top auth certificate cluster-info',
  oc: 'rollout config create set adm image policy auth',
  helm: 'repo get show plugin dependency registry search',
  docker: 'compose container image network volume system stack service node swarm context builder buildx',
  podman: 'container image network volume system pod machine generate play',
  gh: 'pr issue release repo run workflow auth secret variable',
  argocd: 'app proj cluster repo account context admin',
  flux: 'get create delete reconcile suspend resume export',
  velero: 'backup restore schedule backup-location snapshot-location plugin create get describe',
  istioctl: 'proxy-config analyze experimental tag dashboard admin',
  vault: 'operator secrets auth policy token kv lease audit',
  bao: 'operator secrets auth policy token kv lease audit',
  consul: 'kv acl operator snapshot catalog connect config intention services',
  nomad: 'job node alloc server operator deployment system acl namespace volume',
  nats: 'stream consumer server kv object context account',
  git: 'remote stash submodule worktree bisect',
  etcdctl: 'member snapshot endpoint role user auth lease alarm',
  terraform: 'state workspace providers',
  tofu: 'state workspace providers',
  cilium: 'clustermesh hubble connectivity config',
  kustomize: 'edit cfg',
  nerdctl: 'container image network volume system compose namespace',
  restic: 'key',
  promtool: 'check query debug tsdb test',
  amtool: 'alert silence config check-config cluster',
};

/** Subcommands that cannot do without a name or a file, from the tools' manuals. */
export const needsOperand: Readonly<Record<string, string>> = {
  kubectl: 'logs exec drain cordon uncordon cp port-forward attach',
  oc: 'logs exec rsh new-project start-build cp port-forward',
  helm: 'install upgrade rollback uninstall history status pull template lint',
  docker: 'exec logs rm stop start restart pull push tag cp inspect kill rmi',
  podman: 'exec logs pull push tag cp inspect rmi',
  systemctl: 'start stop restart enable disable mask unmask is-active is-enabled cat',
  git: 'clone revert cherry-pick mv rm',
  crictl: 'logs exec inspect inspectp pull rmi stop rm',
  nerdctl: 'exec logs rm stop start pull push tag cp inspect rmi',
  vault: 'read write delete unwrap',
  cryptsetup: 'luksOpen luksFormat open close luksClose luksDump resize',
  zfs: 'create destroy snapshot rollback clone send receive',
  zpool: 'create destroy scrub offline online replace attach detach add',
  borg: 'create extract mount',
  rclone: 'copy sync move ls lsd lsl delete purge check cat mount',
};

/** Flags that take one of a few words, from the tools' manuals. */
export const choices: readonly (readonly [tools: string, flags: string])[] = [
  ['kubectl oc', '--dry-run --cascade --type --output -o --validate'],
  ['helm flux argocd velero istioctl podman gh restic', '--output -o'],
  ['docker podman nerdctl', '--restart --pull'],
  ['gh', '--state'],
  ['journalctl', '-p --priority -o --output'],
  ['systemctl', '-t --type'],
  ['etcdctl', '-w --write-out'],
  ['vault bao consul', '-format'],
  ['pg_dump pg_restore pg_dumpall', '-F --format'],
  ['tar', '--format'],
  ['curl', '--proto'],
  ['rabbitmqctl rabbitmq-diagnostics rabbitmq-queues', '--formatter'],
  ['promtool', '-o --format'],
  ['aws', '--output'],
  ['zfs', '-t'],
  ['git', '--decorate'],
];

/** Flags that stand alone in most tools: the word after one is no value of it. */
export const switches: ReadonlySet<string> = new Set(
  (
    '--rm --now --silent --overwrite --wildcards --delete --list-tags --prefix --prev-kv --sparse --annotate --sign --invert-match --force ' +
    '--all --quiet --verbose --wait --recursive --help --version --no-tags --privileged --fail --show-error --compressed --no-pager --wide ' +
    '--all-namespaces --watch --follow --tail --oneline --stat --cached --hard --soft --prune --dry-run --yes --details --interactive --tty ' +
    '--exclude --interactive --init --detach --remove-orphans --build --no-deps --create-namespace --install --atomic --reuse-values --list --human-readable'
  ).split(' '),
);

/** Where both orders are right: `velero backup create`, `velero create backup`; or the noun may be a path or a name. */
export const eitherOrder: ReadonlySet<string> = new Set(['velero', 'vault', 'bao']);
