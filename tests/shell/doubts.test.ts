import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { coverageOf } from '../../src/shell/doubts/coverage.ts';
import { judgeCommands } from '../../src/shell/doubts/find-doubts.ts';
import { nearestName } from '../../src/shell/nearest.ts';
import { parseScript } from '../../src/shell/parse.ts';
import { catalogueFor, commonTools } from '../../src/shell/specs/catalogue.ts';
import { withDeclared } from '../../src/shell/specs/declared.ts';

const doubts = (text: string, catalogue = commonTools): readonly string[] =>
  judgeCommands(parseScript(text), catalogue).map((doubt) => {
    const { kind, path, word, nearest, ofSubcommand, isAtEnd, certainty } = doubt;
    const more = [nearest && `→ ${nearest}`, ofSubcommand && `of ${ofSubcommand}`, isAtEnd && 'at line end'];
    const sure = certainty === 'possible' ? ['possibly'] : [];
    return [...sure, kind, `[${path.join(' ')}]`, word, ...more.filter(Boolean)].join(' ');
  });

describe('a doubtful command', () => {
  test.each([
    ['kubectl gte pods', 'unknown-subcommand [kubectl] gte → get'],
    ['kubectl desribe pod a', 'unknown-subcommand [kubectl] desribe → describe'],
    ['apt-get instal -y nginx', 'possibly unknown-subcommand [apt-get] instal → install'],
    [
      'apt-get install --no-install-recomends nginx',
      'possibly unknown-flag [apt-get install] --no-install-recomends → --no-install-recommends',
    ],
    ['apt list --upgradeble', 'possibly unknown-flag [apt list] --upgradeble → --upgradeable'],
    ['apt-cache polcy nginx', 'possibly unknown-subcommand [apt-cache] polcy → policy'],
    ['dnf upgarde -y', 'possibly unknown-subcommand [dnf] upgarde → upgrade'],
    ['yum isntall -y nginx', 'possibly unknown-subcommand [yum] isntall → install'],
    ['zypper refrsh', 'possibly unknown-subcommand [zypper] refrsh → refresh'],
    ['apk ad curl', 'possibly unknown-subcommand [apk] ad → add'],
    ['snap instal lxd', 'possibly unknown-subcommand [snap] instal → install'],
    ['usermod -aG docker --apend ann', 'unknown-flag [usermod] --apend → --append'],
    ['useradd -m -S /bin/sh ann', 'unknown-flag [useradd] -S'],
    ['kubectl -f a.yaml -n web', 'unknown-flag [kubectl] -f'],
    ['chmod -q a', 'unknown-flag [chmod] -q'],
    ['nice --fast make', 'unknown-flag [nice] --fast'],
    ['kubectl gs template cluster', 'possibly unknown-subcommand [kubectl] gs'],
    ['helm ls-all', 'possibly unknown-subcommand [helm] ls-all'],
    ['kubectl rsh pod', 'possibly unknown-subcommand [kubectl] rsh'],
    ['kubectl get pods -namespace web', 'unknown-flag [kubectl get] -namespace → --namespace'],
    [
      'kubectl create secret generic a --namespace --from-literal=t="$T"',
      'missing-value [kubectl create secret generic] --namespace',
    ],
    ['curl -fail https://example.com', 'possibly unknown-flag [curl] -fail → --fail'],
    ['kubectl get pods -o wdie', 'wrong-value [kubectl get] wdie → wide'],
    ['kubectl apply -f a.yaml --dry-run=sevrer', 'wrong-value [kubectl apply] sevrer → server'],
    ['journalctl -u web -p error', 'possibly wrong-value [journalctl] error'],
    ['zfs list -t snapshot,volumee', 'wrong-value [zfs list] volumee → volume'],
    [
      'git add remote upstream git@example.com:a.git',
      'possibly swapped [git add] add remote → git remote add',
    ],
    ['docker exec compose -T redis ls', 'possibly swapped [docker exec] exec compose → docker compose exec'],
    [
      'helm install web oci://example.com/web --version',
      'missing-value [helm install] --version at line end',
    ],
    ['systemctl enable --now', 'missing-argument [systemctl enable] UNIT'],
    ['docker run -it --rm', 'missing-argument [docker run] IMAGE'],
    [
      'docker service create --name web --replcas 2',
      'unknown-flag [docker service create] --replcas → --replicas',
    ],
    ['gh pr view 4 --repo --json body', 'missing-value [gh pr view] --repo'],
    [
      'oc adm policy add-scc-to-user anyuid --srviceaccount=x',
      'unknown-flag [oc adm policy add-scc-to-user] --srviceaccount → --serviceaccount',
    ],
    ['consul agent -dev -ndoe web', 'unknown-flag [consul agent] -ndoe → -node'],
    [
      'nats server report jetstream --acount x',
      'unknown-flag [nats server report jetstream] --acount → --account',
    ],
    ['istioctl waypoint aply', 'unknown-subcommand [istioctl waypoint] aply → apply'],
    ['git rev-list --cuont HEAD', 'unknown-flag [git rev-list] --cuont → --count'],
    ['cryptsetup luksOpn /dev/sdb data', 'unknown-subcommand [cryptsetup] luksOpn → luksOpen'],
    ['oc get nodes --o wide', 'unknown-flag [oc get] --o → -o'],
    ['oc patch vm x --type json --patch', 'missing-value [oc patch] --patch at line end'],
    ['kubectl logs api --replicas=3', 'foreign-flag [kubectl logs] --replicas of kubectl scale'],
    ['docker ps --tail 5', 'foreign-flag [docker ps] --tail of docker logs'],
    ['docker compose exce redis ls', 'unknown-subcommand [docker compose] exce → exec'],
    ['docker compose logs --folow api', 'unknown-flag [docker compose logs] --folow → --follow'],
    ['docker exec api', 'missing-argument [docker exec] COMMAND'],
    ['git psh origin', 'unknown-subcommand [git] psh → push'],
    [
      'kubectl delete pods -l a=b --grace-period-seconds=3',
      'unknown-flag [kubectl delete] --grace-period-seconds → --grace-period',
    ],
    ['git log --onelin', 'unknown-flag [git log] --onelin → --oneline'],
    ['git revert', 'missing-argument [git revert] COMMIT'],
    ['helm upgrade api', 'missing-argument [helm upgrade] CHART'],
    ['terraform plan -ot=x', 'unknown-flag [terraform plan] -ot → -out'],
    ['npm -i package', 'unknown-flag [npm] -i'],
    ['systemctl restrt nginx', 'unknown-subcommand [systemctl] restrt → restart'],
    ['kafka-topics.sh -lsit', 'unknown-flag [kafka-topics] -lsit'],
    ['systemctl enable|grep nginx', 'missing-argument [systemctl enable] UNIT'],
    ['rsync --no-Y a b', 'unknown-flag [rsync] --no-Y → --no-W'],
    ['kill -KILLL 1', 'unknown-flag [kill] -KILLL → -KILL'],
    ['alembic upgrade', 'missing-argument [alembic upgrade] REVISION'],
    ['psql -h', 'missing-value [psql] -h at line end'],
    ['kubctl get pods', 'possibly unknown-tool [] kubctl → kubectl'],
    ['sudo systemctl stauts nginx', 'unknown-subcommand [systemctl] stauts → status'],
    ['ssh host "docker pss"', 'unknown-subcommand [docker] pss → ps'],
    ["bash -c 'git psh'", 'unknown-subcommand [git] psh → push'],
    ['kubectl exec p -- redis-cli --bigkey', 'unknown-flag [redis-cli] --bigkey → --bigkeys'],
    ['find . -name x -exec docker rmm {} \\;', 'unknown-subcommand [docker] rmm → rm'],
    ['ls | xargs -n1 kubectl delte pod', 'unknown-subcommand [kubectl] delte → delete'],
    ['redis-cli LEN jobs', 'unknown-subcommand [redis-cli] LEN → LLEN'],
    ['redis-cli LLEN', 'wrong-arity [redis-cli] LLEN'],
    ['watch -n 5 "docker pss"', 'unknown-subcommand [docker] pss → ps'],
    ['npm ci --oimt=dev', 'unknown-flag [npm ci] --oimt → --omit'],
    ['promtool tsdb analyze --lmiit=20 /data', 'unknown-flag [promtool tsdb analyze] --lmiit → --limit'],
    ['iptables -A INPUT -p tcp --doprt 80 -j DROP', 'unknown-flag [iptables] --doprt → --dport'],
    ['vault token create -poilcy=admin', 'unknown-flag [vault token create] -poilcy → -policy'],
  ])('%s', (text, expected) => expect(doubts(text)).toEqual([expected]));

  test.each([
    'kubectl get pods -o custom-columns=NAME:.metadata.name',
    'kubectl get pods -ojsonpath={.items}',
    'kafka-topics.sh -list -bootstrap-server b:9092',
    'rsync -avP --no-p --no-g a b:/c',
    'git clone --recurse-submodule https://example.org/a.git',
    'ps axk -%cpu',
    'chmod -x /etc/cron.daily/*',
    "bsdtar xf a.rpm --include '*.sh'",
    'chmod -R -w,o-x a',
    'nice --5 find /',
    'iptables -t nat -A PREROUTING -j DNAT --to-dest 10.0.0.1:22',
    'ps aux k -rss',
    'find . -! -name a -o \\( -name b \\)',
    'pkill -SIG35 web; kill -RTMIN+2 1; killall -winch web',
    'systemctl start|stop|restart nginx',
    'kubectl logs -lapp=web --tail=5',
    'oc adm node-image create -o=my-node.iso',
    'journalctl -p err..alert -o short-iso',
    'journalctl -p 3',
    'zfs list -t snapshot,volume',
    'ls -all',
    'docker exec container ls /',
    'git show stash x',
    'docker run --rm "$IMAGE"',
    'systemctl enable --now "$UNIT"',
    'helm install web ./web --version 1.2.3',
    'git stash list --oneline -5',
    'git maintenance start --scheduler=cron',
    'oc create route edge web --service=web --port 8080',
    'oc image info quay.io/a/b:latest --filter-by-os=linux/amd64',
    'consul acl policy create -name ops -rules @ops.hcl',
    'nats server check stream --stream ORDERS --lag-critical 10',
    'istioctl x describe pod web-1',
    'podman run --rm -v /dev:/dev quay.io/coreos/coreos-installer:release install /dev/vdb -i config.ign',
    'nft -a list ruleset',
    'nft list ruleset -a',
    'cryptsetup luksOpen --key-file key /dev/sdb data',
    'cryptsetup --type luks2 open /dev/sdb data',
    'argocd admin notifications template get x --config-map a --secret b',
    'argocd admin settings resource-overrides ignore-differences d.yaml --argocd-cm-path x',
    'terraform state mv a b -state-out=x && tofu -install-autocomplete && kill -SIGCHLD 12',
    'ceph -k /etc/k -n client.nova -s && minikube --profile a tunnel && ctr -n moby containers ls',
    'tailscale up --authkey=x',
    'cp --target-directory /x a && docker buildx create --buildkitd-flags "--debug"',
    'bao write -f database/rotate-role/a && bao operator init -root-token-pgp-key=a -recovery-shares=5 && flux -v',
    'git submodule update --init --verbose && cosign verify-blob-attestation --key k x',
    'velero restore create --from-backup a --preserve-nodeports --restore-volumes && velero backup create a --snapshot-volumes',
    'velero schedule create daily --schedule="@every 24h" --ttl 72h && git stash -u',
    'helm uninstall web --keep-history --no-hooks && helm history web --max 20 -o json && helm ls -A',
    'skopeo copy --all docker://a docker://b && buildah bud -t x . && podman auto-update --dry-run',
    'podman --remote --connection prod info && podman play kube pod.yaml && nerdctl -n k8s.io ps -a',
    'ethtool -S eth0 && ethtool -K eth0 gro off && tune2fs -l /dev/sda1 && ipset add block 1.2.3.4 -exist',
    'conntrack -L -p tcp --state ESTABLISHED && ip6tables -A INPUT -p icmpv6 --icmpv6-type 8 -j ACCEPT',
    "yq -s '.metadata.name' -r multi.yaml && pg_checksums --enable -P -D /data && zpool import -N -f tank",
    'kafka-storage.sh format -t abc -c server.properties --standalone && redis-cli --cluster check h:1 --cluster-search-multiple-owners',
    'mysqldump --max_allowed_packet=1G d && rsync --daemon --config=f --no-detach && gh browse -c',
    'iptables -A INPUT -m recent --name x --update --seconds 60 -j DROP && ipset -L && git stash list --date=local',
    'bash ./restore.sh --whatever x && python3 -u job.py --flag',
    'docker run --rm --privileged multiarch/qemu-user-static --reset -p yes && docker exec web --flag',
    'date | xargs -n 1 date +%A -d',
    'skopeo inspect --override-os linux docker://a && oc create secret -n shop generic key && az -v',
    'podman machine ssh journalctl -b',
    'kubectl -n "$NS" get pods -o wide --sort-by=.metadata.name -l app=api',
    'kubectl get pods -nkube-system -oyaml',
    'kubectl ns prod && kubectl neat < x.yaml',
    'kubectl exec -it api-0 -c app -- our-tool --unknown',
    'docker compose -f a.yml -f b.yml exec -T postgres psql -U app -d app -c "SELECT 1"',
    'docker run --rm -it -v "$PWD:/x" alpine our-tool --not-a-docker-flag',
    'docker service create --name web nats:1.1.0 -cluster nats://0.0.0.0:6222 -DV',
    'nats context save web --server nats://a:4222 --select',
    'docker run -d --net=host containrrr/watchtower:latest --schedule "0 0 4 * * *"',
    'docker run "$IMAGE" -n 5 && podman run a:b --path.rootfs=/host && docker exec x ls -la',
    'docker run --rm guacamole/guacamole /opt/guacamole/bin/initdb.sh --postgres && ./install.sh all --force',
    'podman buildx build . && rclone sync a: b: --dry-run -v && iostat -w 5',
    'kubectl exec cilium-1 -- cilium endpoint list && cilium status --verbose',
    'ls *.yaml | xargs -n1 oc apply -f',
    "base64 -w0 | tr '+/' '-_' | tr -d '='",
    'oc -w --kubeconfig a -n b get service/c',
    'prometheus --storage.tsdb.min-block-duration=2h --storage.tsdb.max-block-duration=2h',
    'git log -20 --oneline --since yesterday origin/main..HEAD',
    'git checkout -b fix && git push -u origin fix',
    'head -200 f | tail -n20 | grep -A3 -i x | sort -k2,2nr',
    'tar xzf a.tgz && ps aux',
    'curl -sSfL -XPOST -H "A: b" -o /dev/null -w "%{http_code}" x.org',
    'ls | xargs -I{} sh -c "echo {}" --foo',
    'find . -type f -mtime +7 -not -path "./x/*" -delete',
    'redis-cli -h cache -n 2 LRANGE jobs 0 -1',
    'terraform --help; kubectl help get; docker compose --version',
    'terraform apply -var="a=b" --auto-approve',
    'helm upgrade --install api ./chart --set a.b=c --wait',
    'deploy() { :; }; deploy --whatever',
    'our-own-tool --flag',
    'kubectl $VERB pods --nonsense',
    'kubectl get pods $FLAGS',
    'rsync -avz -e ssh --delete a/ b:/c',
    'journalctl -u api --since "1 hour ago" -n200 --no-pager',
    'kubectl rollout status deploy/api --timeout=120s',
    'kubectl logs <pod> --tail=<n>',
    "docker ps -q | xargs docker inspect --format '{{.Name}}'",
    'redis-cli --scan | xargs -n1 redis-cli TTL',
    'redis-cli LRANGE jobs 0 -1 && redis-cli FT.SEARCH idx x',
    'openssl genrsa -aes256 -out a.key 2048',
    'kill -SIGUSR1 -<group>',
    'git reflog main && git reflog expire --all',
    'xz -T0 -F xz a.tar',
    'brew install -n jq',
    'vault auth enable kubernetes',
    'etcdctl compact 5',
    'cosign verify --certificate-identity a@b.org --certificate-oidc-issuer https://x.org image',
  ])('is not %s', (text) => expect(doubts(text)).toEqual([]));
});

describe('what a tool has no more, or calls deprecated', () => {
  const said = (text: string) =>
    judgeCommands(parseScript(text), commonTools).map(({ kind, word, version, instead, certainty }) =>
      [kind, word, version, instead, certainty].filter(Boolean).join(' '),
    );
  test.each([
    ['kubectl scale deploy/api --replicas=2 --record', ['old --record 1.15 possible']],
    ['kubectl edit deployment a --record', ['old --record 1.15 possible']],
    ['kubectl autoscale deploy/a --max=3 --record', ['old --record 1.15 possible']],
    ['kubectl expose deploy/a --record', ['old --record 1.15 possible']],
    [
      'kubectl drain node-1 --delete-local-data',
      ['gone --delete-local-data 1.28 --delete-emptydir-data possible'],
    ],
    ['yq read a.yaml x', ['gone read 4 possible']],
    ['kubectl scale deploy/api --replicas=2', []],
    ['apt-key add k.gpg', ['old apt-key 2.1 a file in /etc/apt/keyrings with Signed-By possible']],
    ['systemd-resolve --status', ['old systemd-resolve 239 resolvectl possible']],
    ['sudo mongo --host db', ['gone mongo 6.0 mongosh possible']],
    ['etcdctl ls /x', ['gone ls 3.6 get --prefix --keys-only possible']],
    ['etcdctl cluster-health', ['gone cluster-health 3.6 endpoint health possible']],
    ['kafka-topics.sh --zookeeper zk:2181 --list', ['gone --zookeeper 3.0 --bootstrap-server possible']],
    ['terraform taint a.b', ['old taint 0.15.2 apply -replace=ADDRESS possible']],
    ['helm init --upgrade', ['gone init 3 possible']],
    ['helm install --name web ./chart', ['gone --name 3 helm install NAME CHART possible']],
    ['helm delete --purge web', ['gone --purge 3 possible']],
    ['kubectl get deploy api --export', ['gone --export 1.18 possible']],
    ['kubectl rolling-update api', ['gone rolling-update 1.18 rollout possible']],
    ['vault unseal', ['gone unseal 1.1 operator unseal possible']],
    ['docker-compose --no-ansi up', ['old --no-ansi 1.28 --ansi never possible']],
    ['docker-compose up -d && resolvectl status && mongosh', []],
  ])('%s', (text, expected) => expect(said(text)).toEqual(expected));
});

describe('a tool of which not everything is known', () => {
  const tools = [
    { name: 'shipit', completeness: 'open' as const, flags: ['--env='], subcommands: ['deploy'] },
    { name: 'peek', completeness: 'subcommands' as const, flags: ['--env='], subcommands: ['jobs'] },
  ];
  test.each([
    ['shipit deploy --frobnicate', []],
    ['shipit deploy --evn x', ['possibly unknown-flag [shipit deploy] --evn → --env']],
    ['shipit restart', []],
    ['peek restart', ['possibly unknown-subcommand [peek] restart']],
    ['peek jobs --frobnicate', []],
  ])('%s', (text, expected) => expect(doubts(text, withDeclared(commonTools, tools))).toEqual(expected));
});

describe('how much of a script can be judged', () => {
  test.each<[string, number, number, string[], string[]]>([
    ['kubectl get pods\ncd /x; echo done', 1, 1, [], []],
    ['sudo kubectl get pods | shipit --x', 2, 1, [], ['shipit']],
    ['helmfile sync; our_function', 2, 0, ['helmfile'], ['our_function']],
    ['deploy() { :; }; deploy; "$TOOL" x', 0, 0, [], []],
    ['constructor --x', 1, 0, [], ['constructor']],
  ])('%s', (text, commands, whole, part, unknown) => {
    const found = coverageOf(parseScript(text), commonTools);
    expect([found.commands, found.whole, [...found.part.keys()], [...found.unknown.keys()]]).toEqual([
      commands,
      whole,
      part,
      unknown,
    ]);
  });
});

describe('the clouds', () => {
  test('are judged once their data is loaded, and only then', async () => {
    const text = 'aws s3 snyc a b\ngcloud compute instances lst\naz aks get-credential -n x';
    expect(doubts(text)).toEqual([]);
    expect(doubts(text, await catalogueFor(text))).toEqual([
      'unknown-subcommand [aws s3] snyc → sync',
      'unknown-subcommand [gcloud compute instances] lst → list',
      'possibly unknown-subcommand [az aks] get-credential → get-credentials',
    ]);
  });
});

test('what the command line of AWS adds to the parameters of its services is known', async () => {
  const text = [
    'aws lambda create-function --function-name a --zip-file fileb://a.zip',
    'aws lambda publish-layer-version --layer-name a --zip-file fileb://a.zip',
    'aws ec2 modify-subnet-attribute --subnet-id a --map-public-ip-on-launch',
    'aws ec2 modify-vpc-attribute --vpc-id a --enable-dns-support Value=false',
    'aws ec2 create-network-acl-entry --network-acl-id a --ingress',
    'aws lambda create-function --zpi-file a',
  ].join('\n');
  expect(doubts(text, await catalogueFor(text))).toEqual([
    'unknown-flag [aws lambda create-function] --zpi-file → --zip-file',
  ]);
});

describe("a team's own tools", () => {
  const own = [
    { name: 'shipit', flags: ['--env=', '-v,--verbose'], subcommands: ['deploy', 'status'] },
    { name: 'peek', subcommands: ['jobs'] },
    { name: 'kubectl', subcommands: ['teleport'], flags: ['--beam='] },
  ];
  test.each([
    ['shipit deploy --env prod', []],
    ['shipit deply', ['unknown-subcommand [shipit] deply → deploy']],
    ['shipit deploy --evn prod', ['unknown-flag [shipit deploy] --evn → --env']],
    ['peek jobs --anything', []],
    ['kubectl teleport x --y', []],
    ['kubectl get pods --beam up', []],
    ['kubectl gte pods', ['unknown-subcommand [kubectl] gte → get']],
    ['peek jbos', ['unknown-subcommand [peek] jbos → jobs']],
  ])('%s', (text, expected) => expect(doubts(text, withDeclared(commonTools, own))).toEqual(expected));
});

describe('the nearest name', () => {
  test.each([
    ['gte', ['get', 'set'], 'get'],
    ['rn', ['rm', 'run'], 'run'],
    ['lst', ['ls', 'list'], 'list'],
    ['--flow', ['--follow', '--since'], '--follow'],
    ['zzzzz', ['get', 'set'], undefined],
  ])('of %s among %j is %s', (word, known, expected) => expect(nearestName(word, known)).toBe(expected));
});

test('any text is judged without a crash, and every doubt lies inside it', () => {
  const word = fc.constantFrom(
    ...'kubectl docker compose git helm psql redis-cli find -exec ; \\; -- - -n --name --name= -x=1 get logs exec run "$X" $X <x> | && sudo ssh h -it'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 14 }), (words) => {
      const text = words.join(' ');
      for (const { range } of judgeCommands(parseScript(text), commonTools)) {
        expect(range.start).toBeGreaterThanOrEqual(0);
        expect(range.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 500 },
  );
});
