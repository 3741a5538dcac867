import { describe, expect, test } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { findCommandSecrets } from '../../src/shell/secrets.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';

const found = (text: string): readonly string[] =>
  findCommandSecrets(parseScript(text), commonTools).map(({ range }) => text.slice(range.start, range.end));

describe('a credential in a command', () => {
  test.each([
    ['curl -u admin:hunter42 x.org', 'admin:hunter42'],
    ['curl -H "Authorization: Bearer abcdef123456" x.org', '"Authorization: Bearer abcdef123456"'],
    ["curl -H 'X-Api-Key: abcdef123456' x.org", "'X-Api-Key: abcdef123456'"],
    ['PGPASSWORD=hunter42 psql', 'hunter42'],
    ['export API_TOKEN="hunter42"', 'API_TOKEN="hunter42"'],
    ['docker run -e DB_PASSWORD=hunter42 app', 'DB_PASSWORD=hunter42'],
    ['redis-cli -a hunter42 ping', 'hunter42'],
    ['mysql -u root -phunter42', '-phunter42'],
    ['mysql --password=hunter42', '--password=hunter42'],
    ['kubectl create secret generic db --from-literal=password=hunter42', '--from-literal=password=hunter42'],
    ['docker login -u me -p hunter42 registry.example.org', 'hunter42'],
    ['helm upgrade x y --set clientSecret=9f8a-77b1', 'clientSecret=9f8a-77b1'],
    ['API_TOKEN=correct-horse-battery-9 ./run', 'correct-horse-battery-9'],
    ["ssh web-1 'PGPASSWORD=hunter42 psql'", 'hunter42'],
    ['openssl enc -d -pass pass:hunter42 -in f', 'pass:hunter42'],
  ])('is found in %s', (text, secret) => expect(found(text)).toEqual([secret]));

  test.each([
    'curl -u "admin:$PASSWORD" x.org',
    'curl -u admin x.org',
    'curl --user any:any x.org',
    'curl -H "Authorization: Bearer $TOKEN" x.org',
    'curl -H "Content-Type: application/json" x.org',
    'PGPASSWORD="$(cat f)" psql',
    'TOKEN=<token> ./run',
    'PASSWORD=changeme docker compose up',
    'TOKEN_FILE=/run/token SECRET_NAME=db ./run',
    'mysql -u root -p -e "SELECT 1"',
    'redis-cli -n 2 -p 6379 ping',
    'docker run -p 8080:80 nginx',
    'docker login --password-stdin < token.txt',
    'kubectl get secret db-password -o yaml',
    'psql -p 5432',
    'ssh-keygen -t ed25519',
    'npm token list',
    'mkdir -p secrets/token',
    'export AWS_SECRET_ACCESS_KEY="test"',
    'TOKEN=my-etcd-token-1',
    'GATE_EXPORT_PASSWORD=SOME_PASSWORD_FOR_GATE_P12',
    'kubectl create secret generic x --from-file=gcsCredentials=credentials.json',
    'curl -u elastic:admin_password x.org',
    'curl -H "Authorization: Bearer strong-password" x.org',
    'REGISTRY_HTTP_SECRET=ALongRandomSecretForRegistry REGISTRY_HTPASSWD_REALM=Registry ./run',
    'curl -H "Authorization: Bearer dev-key-12345" x.org',
    'HF_TOKEN=hf_your_token_here A_TOKEN=user_token_xxxxxx ./run',
    'CRON_SECRET=a_long_random_string_at_least_32_characters ./run',
    'docker run -e MSSQL_SA_PASSWORD=YourStrongPassword123 mssql',
    'OPENAI_API_KEY=not-needed B_API_KEY=ollama ./run',
    'rclone config create x crypt password=STRONG_PASSWORD password2=SALT_PASSWORD',
    'helm upgrade x y --set prometheusCredsSecret=grafana-creds',
    'secret=staticAuthSecretHere SYNAPSE_POSTGRES_PASSWORD=mydevenvpassword ./run',
    'export ARM_CLIENT_SECRET="service-principal-password"',
    'curl -H "Authorization: Bearer correct-token" x.org',
    'export GITHUB_PERSONAL_ACCESS_TOKEN="github_pat_..."',
    'echo "AWS_SECRET_ACCESS_KEY=wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" >> f',
    "TOKEN='tpd_xxx_yyyyyyyy' ./run",
    'pf deploy --secret-env DATABASE_PASSWORD=database/password',
    'gcloud secrets versions disable 3 --secret=db-root-pw1',
    'argocd admin notifications service get slack --secret argocd-notifications-secret',
  ])('is not seen in %s', (text) => expect(found(text)).toEqual([]));
});

describe('what may as well be an example', () => {
  test.each([
    ['VAULT_TOKEN=root vault status', true],
    ['vault kv put data/postgres POSTGRES_PASSWORD=123456', true],
    ["password='pizza' ./register", true],
    ['curl -s -u bob:bob123 http://localhost:3000/api/search', true],
    ['curl -sk -u admin:Admin123 https://localhost/session', true],
    ['mysql -h db-1 -u root -plocalroot', true],
    ['mysql -h db-1 -u root -pcommerce_root_2024', false],
    ['curl -u admin:hunter42 https://localhost.example.org/', false],
    ['CF_TOKEN="yP5h0HvsXX0BpHLs01tL" ./run', false],
  ])('%s: %s', (text, isGuess) =>
    expect(findCommandSecrets(parseScript(text), commonTools).map((one) => one.isGuess)).toEqual([isGuess]),
  );
});
