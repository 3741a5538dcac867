import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { assessRisk } from '../../src/shell/risk/risk.ts';
import { commonTools, catalogueFor } from '../../src/shell/specs/catalogue.ts';

const grade = (text: string): string => assessRisk(parseScript(text), text, { catalogue: commonTools }).grade;

const destroying = [
  'kubectl delete pod api-0',
  'kubectl -n prod delete deployment api --wait=false',
  'kubectl replace --force -f pod.yaml',
  'kubectl apply --prune -f manifests/ -l app=api',
  'oc delete pvc data-0',
  'kubectl exec redis-0 -- redis-cli FLUSHALL',
  'kubectl get pods -o name | xargs kubectl delete',
  'docker system prune -af',
  'docker volume rm pgdata',
  'docker compose down -v',
  'docker compose -f prod.yml down --volumes --remove-orphans',
  'docker rm -f api',
  'docker rmi old:1',
  'docker compose exec redis redis-cli DEL jobs',
  'docker compose exec -T postgres psql -U app -d app -c "TRUNCATE events"',
  'docker image prune -a',
  'git push --force origin main',
  'git push -f',
  'git push origin :old-branch',
  'git push origin +main',
  'git push --delete origin v1',
  'git reset --hard HEAD~1',
  'git clean -fdx',
  'git branch -D feature',
  'git checkout -- src/app.ts',
  'git stash drop',
  'git -C /srv/app reset --hard origin/main',
  'rm -rf /var/lib/postgresql/data',
  'rm /srv/app/config.yaml',
  'sudo rm -r "$DIR"',
  'ssh web-1 "rm -rf /srv/releases/old"',
  "bash -c 'rm -rf build /data'",
  'find /var/log -name "*.gz" -mtime +30 -delete',
  'find . -name core -exec rm {} \\;',
  'find . -type f | xargs -n1 rm',
  'psql -c "DELETE FROM users"',
  'psql -c "UPDATE users SET admin = true"',
  'psql <<EOF\nDROP TABLE users;\nEOF',
  'echo "DROP DATABASE app" | psql',
  'psql app <<< "TRUNCATE jobs"',
  'mysql -u root -p -e "DROP DATABASE app"',
  'sqlite3 app.db "DELETE FROM sessions"',
  'redis-cli FLUSHDB',
  'redis-cli -h cache -n 2 unlink jobs',
  'redis-cli -u "$REDIS_URL" DEL "$KEY"',
  'redis-cli SHUTDOWN NOSAVE',
  'redis-cli --scan --pattern "x:*" | xargs redis-cli DEL',
  'terraform destroy',
  'terraform -chdir=infra apply -auto-approve',
  'terraform state rm module.db',
  'helm uninstall api -n prod',
  'helm delete api',
  'dropdb app',
  'pg_restore --clean -d app app.dump',
  'alembic downgrade -1',
  'mkfs.ext4 /dev/sdb1',
  'dd if=/dev/zero of=/dev/sda',
  'shred -u key.pem',
  'curl -X DELETE https://api.example.org/v1/jobs/7',
  'curl -XDELETE localhost:9200/logs-2020',
  'curl --request DELETE http://localhost:6333/collections/docs',
  'rsync -a --delete src/ dst/',
  'etcdctl del --prefix /app',
  'ceph osd purge 3 --yes-i-really-mean-it',
  'kafka-topics.sh --bootstrap-server b:9092 --delete --topic jobs',
  'rabbitmqctl purge_queue jobs',
  'mongosh --eval "db.users.drop()"',
  'vault kv delete secret/app',
  ': > /var/log/app.log',
  '> jobs.db',
  'for pod in $(kubectl get pods -o name); do kubectl delete "$pod"; done',
  'nohup timeout 60 rm -rf /data/old &',
  'crontab -r',
  'railway down',
  'docker run --rm -v pgdata:/x alpine rm -rf /x',
];

const harmless = [
  'kubectl get pods --field-selector=status.phase=Failed',
  'kubectl describe pod delete-me',
  'kubectl delete pod api-0 --dry-run=server',
  'kubectl logs job/delete-old-users',
  'kubectl rollout status deploy/api',
  'kubectl diff -f manifests/',
  'kubectl auth can-i delete pods',
  'kubectl exec redis-0 -- redis-cli LLEN jobs',
  'kubectl delete --help',
  'docker ps -a',
  'docker compose ps',
  'docker compose logs --since 1h worker',
  'docker system df',
  'docker inspect rm-service',
  'docker exec api cat /etc/hosts',
  'docker volume ls',
  'docker compose exec -T postgres psql -c "SELECT count(*) FROM deleted_users"',
  'docker compose exec redis redis-cli CONFIG GET maxmemory',
  'docker compose down --dry-run -v',
  'git push --dry-run --force origin main',
  'git clean -nd',
  'git log --grep="DROP TABLE"',
  'git diff --stat HEAD~1',
  'git branch --list "drop-*"',
  'git stash list',
  'git show HEAD:rm.sh',
  'git status --short',
  'grep -r "rm -rf" scripts/',
  'echo "rm -rf /"',
  "echo 'DROP TABLE users'",
  'ls -la /var/lib/postgresql',
  'find . -name "*.log" -mtime +30 -print',
  'find /data -newer delete.txt',
  'find . -exec grep -l delete {} +',
  'psql -c "SELECT * FROM pg_stat_activity WHERE query LIKE \'DELETE FROM%\'"',
  'psql -c "EXPLAIN DELETE FROM users"',
  'psql -c "\\dt"',
  'psql -l',
  'redis-cli GET flushall',
  'redis-cli --bigkeys',
  'redis-cli INFO memory',
  'redis-cli TTL jobs',
  'redis-cli ping',
  'terraform plan -destroy',
  'terraform state list',
  'terraform show',
  'helm uninstall api --dry-run',
  'helm list -A',
  'helm history api',
  'helm template api ./chart',
  'pg_dump -Fc app > app.dump',
  'pg_isready -h db',
  'alembic current',
  'curl -s https://api.example.org/health',
  'curl -G -d q=delete https://search.example.org',
  'curl -X GET -d "{}" localhost:9200/_search',
  'rsync -an --delete src/ dst/',
  'etcdctl get /app --prefix',
  'ceph osd tree',
  'ceph -s',
  'fsck -N /dev/sdb1',
  'apache2ctl configtest',
  'ansible all -i hosts -m ping',
  'gh api orgs/x/actions/secrets --jq .secrets[].name',
  'gh api -X GET repos/x/y -f per_page=1',
  'fly postgres backup list -a db',
  'kafka-topics.sh --bootstrap-server b:9092 --describe --topic deleted',
  'dd if=/dev/sda of=/dev/stdout bs=1M',
  'rabbitmqctl list_queues',
  'mongosh --eval "db.users.countDocuments()"',
  'vault kv get secret/app',
  'journalctl -u api --since today | grep -i delete',
  'systemctl status nginx',
  'docker compose logs worker | grep "rm -rf" | tee /tmp/rm.log',
  'ssh web-1 "df -h"',
  'mkdir -p backups',
  'cat rm.txt | sort | uniq -c',
  'watch -n 5 "kubectl get pods"',
  'ps aux | grep delete',
  'command -v terraform',
  'docker compose run --rm backend alembic current',
  'pg_restore --list app.dump',
];

const changing = [
  'kubectl scale deploy/api --replicas=0',
  'kubectl rollout restart deploy/api',
  'kubectl apply -f app.yaml',
  'docker compose restart worker',
  'docker compose up -d',
  'docker compose down',
  'git revert HEAD',
  'git push origin main',
  'systemctl restart nginx',
  'psql -c "UPDATE jobs SET state = \'queued\' WHERE id = 7"',
  'psql -c "DELETE FROM sessions WHERE expires_at < now()"',
  'psql -c "SELECT pg_terminate_backend(42)"',
  'redis-cli SET mode on',
  'redis-cli CONFIG SET maxmemory 2gb',
  'terraform apply',
  'helm rollback api 3',
  'alembic upgrade head',
  'curl -X POST https://api.example.org/jobs',
  'rm -rf /tmp/build-7',
  'rm -rf node_modules',
  'kill -9 4711',
  'echo x >> /etc/hosts',
  'railway redeploy',
];

describe('the risk of a command', () => {
  test.each(destroying)('%s destroys', (text) => expect(grade(text)).toBe('destroy'));
  test.each(harmless)('%s only reads', (text) => expect(grade(text)).toBe('read'));
  test.each(changing)('%s changes', (text) => expect(grade(text)).toBe('change'));

  test('knows the clouds once their data is loaded', async () => {
    const cases = {
      'aws ec2 terminate-instances --instance-ids i-1': 'destroy',
      'aws s3 rm s3://bucket/key --dryrun': 'read',
      'aws s3 sync a s3://b --delete': 'destroy',
      'aws ec2 describe-instances': 'read',
      'aws ecs update-service --cluster c --service s': 'change',
      'gcloud compute instances delete vm-1': 'destroy',
      'gcloud compute instances list': 'read',
      'az group delete -n rg': 'destroy',
      'az aks show -n c -g rg': 'read',
    };
    const catalogue = await catalogueFor(Object.keys(cases).join('\n'));
    const graded = Object.keys(cases).map((text) => [
      text,
      assessRisk(parseScript(text), text, { catalogue }).grade,
    ]);
    expect(Object.fromEntries(graded)).toEqual(cases);
  });

  test('says why, and where', () => {
    const text = 'kubectl get pods\nsudo rm -rf /srv/app';
    expect(assessRisk(parseScript(text), text, { catalogue: commonTools }).reasons).toEqual([
      { grade: 'destroy', range: { start: 22, end: 37 }, name: 'rm', because: 'destroy rm' },
    ]);
  });

  test('names what it does not know', () => {
    const text = 'fleetctl nuke && ls';
    expect(assessRisk(parseScript(text), text, { catalogue: commonTools }).unknown).toEqual([
      { name: 'fleetctl', range: { start: 0, end: 13 } },
    ]);
  });

  test('asks the SQL grader that is handed in', () => {
    const text = 'psql -c "SELECT 1"';
    const gradeAll = () => 'destroy' as const;
    expect(assessRisk(parseScript(text), text, { catalogue: commonTools, gradeSql: gradeAll }).grade).toBe(
      'destroy',
    );
  });
});
