import { describe, expect, it } from 'vitest';
import { parseScript } from '../../src/shell/parse.ts';
import { listNameUses } from '../../src/shell/names/list-uses.ts';
import { commonTools } from '../../src/shell/specs/catalogue.ts';
import { judgeName } from '../../src/world/judge-name.ts';
import { readWorld } from '../../src/world/world.ts';

const FILES: Readonly<Record<string, string>> = {
  'k8s/a.yaml':
    'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: api, namespace: shop }\nspec:\n  template:\n    metadata: { labels: { app: api } }\n    spec:\n      containers: [{ name: web }]\n---\napiVersion: apps/v1\nkind: Deployment\nmetadata: { name: jobs, namespace: batch }\n',
  'compose.yaml':
    'services: { web: {}, worker: { container_name: shop-worker } }\nvolumes: { order_data: {}, letters: { name: shop-letters } }\nnetworks: { backside: {} }\n',
  'web/package.json': '{ "scripts": { "migrate": "x" } }',
  'package.json': '{ "scripts": { "build": "x" } }',
  Makefile: 'deploy:\n',
  'systemd/worker@.service': '',
  'scripts/restore.sh': '',
  'scripts/backup.sh': '',
  'scripts/redis-deploy.sh': '',
  'scripts/settings.sh.example': '',
  'k8s/report.yaml': 'apiVersion: batch/v1\nkind: CronJob\nmetadata: { name: report, namespace: shop }\n',
  'docs/ops/tools/look.py': '',
  'db/a.sql':
    'CREATE TABLE orders (id int);\nCREATE TABLE payments (\n  id bigint,\n  status text NOT NULL,\n  PRIMARY KEY (id)\n);\nALTER TABLE payments ADD COLUMN attempts int;\n',
  'k8s/svc.yaml':
    'apiVersion: v1\nkind: Service\nmetadata: { name: api, namespace: shop }\nspec: { ports: [{ port: 80, name: http }] }\n',
  'kustom/base/kustomization.yaml': 'resources: [web.yaml]\n',
  'kustom/base/web.yaml':
    'apiVersion: apps/v1\nkind: StatefulSet\nmetadata: { name: web }\nspec: { template: { spec: { containers: [{ name: main }] } } }\n',
  'kustom/prod/kustomization.yaml':
    'resources: [../base]\nnamePrefix: prod-\nnameSuffix: -v2\nnamespace: live\nconfigMapGenerator: [{ name: settings }]\n',
  'broker/definitions.json': '{ "queues": [{ "name": "orders-dead" }] }',
};

const world = readWorld({
  files: Object.entries(FILES).map(([path, text]) => ({ path, text })),
  paths: Object.keys(FILES),
  settings: {},
  book: 'docs/ops/',
});

/** `name status [nearest]` of every name in a text. */
function judged(text: string): readonly string[] {
  const values: Readonly<Record<string, string>> = { NS: 'shop' };
  const uses = listNameUses(parseScript(text), { tools: commonTools, valueOf: (name) => values[name] });
  return uses.map((use) => {
    const verdict = judgeName(use, world);
    const more =
      verdict.status === 'absent'
        ? (verdict.nearest ?? '')
        : verdict.status === 'elsewhere'
          ? verdict.place
          : '';
    return `${use.name} ${verdict.status} ${more}`.trim();
  });
}

describe('a name in a command', () => {
  it.each([
    ['kubectl -n shop get deploy/api', ['shop exists', 'api exists']],
    ['kubectl -n "$NS" logs deploy/api -c wbe', ['shop exists', 'wbe absent web', 'api exists']],
    ['kubectl --namespace=shpo get pods', ['shpo absent shop']],
    ['kubectl -n batch rollout status deployment api', ['batch exists', 'api elsewhere shop']],
    ['kubectl -n shop logs deploy/of-others -c web', ['shop exists', 'web unjudged', 'of-others unjudged']],
    ['kubectl get pods -n cert-manager', ['cert-manager unjudged']],
    ['kubectl get pods -n of-another-team', ['of-another-team unjudged']],
    ['kubectl get pods -n shop-rewrite', ['shop-rewrite unjudged']],
    ['kubectl -n shop-test rollout status deploy/api', ['shop-test unjudged', 'api unjudged']],
    ['kubectl -n shop rollout status deploy/api-canary', ['shop exists', 'api-canary unjudged']],
    ['kubectl -n shop logs -l app=api -c sidecar', ['shop exists', 'sidecar unjudged', 'app=api exists']],
    ['kubectl -n shop create job again --from=cronjob/reprot', ['shop exists', 'reprot absent report']],
    ['kubectl -n shop delete pod api-7d9f', ['shop exists', 'api-7d9f unjudged']],
    ['kubectl -n shop port-forward svc/api 9000:80', ['shop exists', 'api exists', '80 exists']],
    ['kubectl -n shop port-forward svc/api 9000:http', ['shop exists', 'api exists', 'http exists']],
    ['kubectl -n shop port-forward svc/api 8080', ['shop exists', 'api exists', '8080 absent']],
    ['kubectl -n shop port-forward deploy/api 8080', ['shop exists', 'api exists']],
    ['kubectl -n live logs sts/prod-web-v2 -c main', ['live exists', 'main exists', 'prod-web-v2 exists']],
    ['kubectl -n live rollout restart sts/prod-weeb-v2', ['live exists', 'prod-weeb-v2 absent prod-web-v2']],
    ['kubectl -n live get cm/settings', ['live exists', 'settings exists']],
    ['rabbitmqctl purge_queue orders-daed', ['orders-daed absent orders-dead']],
    ['rabbitmqadmin get queue=orders-dead', ['orders-dead exists']],
    [
      'psql shop -c "SELECT id, stauts FROM payments WHERE attempts > 3"',
      ['shop unjudged', 'payments exists', 'id exists', 'stauts absent status', 'attempts exists'],
    ],
    [
      'psql shop -c "UPDATE payments p SET p.attempts = 0"',
      ['shop unjudged', 'payments exists', 'attempts exists'],
    ],
    [
      'psql shop -c "SELECT o.stauts FROM orders o JOIN payments p ON o.id = p.id"',
      ['shop unjudged', 'orders exists', 'payments exists'],
    ],
    ['kubectl get pods -l app=apl', ['app=apl absent app=api']],
    ['kubectl create deployment other --image=x', []],
    ['docker compose exec wrker sh', ['wrker absent worker']],
    ['docker compose logs mailhog', ['mailhog unjudged']],
    ['docker compose logs web-X', []],
    ['cd /srv/other && docker compose restart payments', ['payments unjudged']],
    ['docker logs shop-wroker', ['shop-wroker absent shop-worker']],
    ['docker logs anything-else', ['anything-else unjudged']],
    ['docker volume inspect shop_order_data shop-letters', ['shop_order_data exists', 'shop-letters exists']],
    ['docker volume rm shop_oder_data', ['shop_oder_data absent order_data']],
    ['docker volume rm model_cache', ['model_cache unjudged']],
    ['docker volume create order_dat', []],
    ['docker run --rm -v order_dat:/d -v /tmp:/t alpine ls', ['order_dat absent order_data']],
    ['docker run --mount type=volume,source=shop-leters,dst=/d x', ['shop-leters absent shop-letters']],
    ['docker run --mount type=bind,source=order_dat,dst=/d x', []],
    ['docker run --network shop_backsid alpine ls', ['shop_backsid absent backside']],
    ['docker run --network host alpine ls', ['host unjudged']],
    [
      'docker network disconnect shop_backside shop-wroker',
      ['shop_backside exists', 'shop-wroker absent shop-worker'],
    ],
    ['docker network inspect shop_default', ['shop_default unjudged']],
    ['systemctl restart worker@3', ['worker@3 exists']],
    ['systemctl restart nginx', ['nginx unjudged']],
    ['cd web && npm run migrate', ['migrate exists']],
    ['cd web && npm run buidl', ['buidl unjudged']],
    ['npm run buidl', ['buidl absent build']],
    ['npm run something-of-theirs', ['something-of-theirs unjudged']],
    ['yarn buidl', ['buidl absent build']],
    ['pnpm vitest', ['vitest unjudged']],
    ['bun install', []],
    ['make deplyo', ['deplyo absent deploy']],
    ['make X=1 deploy', ['deploy exists']],
    ['kubectl -n cert-manager logs deploy/api', ['cert-manager unjudged', 'api elsewhere shop']],
    ['kubectl -n cert-manager logs deploy/apl', ['cert-manager unjudged', 'apl unjudged']],
    ['kubectl -n shop logs deploy/api -c istio-proxy', ['shop exists', 'istio-proxy unjudged', 'api exists']],
    ['./look.py', ['./look.py exists']],
    ['cd elsewhere && python3 tools/look.py', ['tools/look.py exists']],
    ['docs/ops/tool', ['docs/ops/tool unjudged']],
    ['./scripts/restor.sh', ['./scripts/restor.sh absent scripts/restore.sh']],
    ['./scripts/redsi-deploy.sh', ['./scripts/redsi-deploy.sh absent scripts/redis-deploy.sh']],
    ['./scripts/green-deploy.sh', ['./scripts/green-deploy.sh absent']],
    ['bash scripts/never-was.sh', ['scripts/never-was.sh absent']],
    ['source venv/bin/activate', ['venv/bin/activate unjudged']],
    ['cd of-others && ./scripts/restor.sh', ['./scripts/restor.sh unjudged']],
    ['./scripts/settings.sh', ['./scripts/settings.sh unjudged']],
    ['scripts/restor.tsx', []],
    ['python3 tools/look.py', ['tools/look.py exists']],
    ['python3 /opt/other/look.py', []],
    ['echo x > out/new.sh; bash out/new.sh', []],
    ['ssh db1 ./scripts/restor.sh', ['db1 unjudged', './scripts/restor.sh unjudged']],
    ["psql -d shop -c 'select * from ordres'", ['shop unjudged', 'ordres absent orders']],
    ["psql -c 'select extract(epoch from now()) from orders o join (select 1) x on true'", ['orders exists']],
    ['kubectl -n <namespace> get pods', []],
    ['kubectl -n "$UNKNOWN" get pods', []],
    ['NS=shpo; kubectl -n "$NS" get pods', ['shpo absent shop']],
    ['NS=$(date); kubectl -n "$NS" get pods', []],
  ])('%s', (text, expected) => {
    expect(judged(text)).toEqual(expected);
  });

  it('that is far from every known one is said only where all are known', () => {
    const open = readWorld({
      files: [
        ...Object.entries(FILES).map(([path, text]) => ({ path, text })),
        {
          path: 'chart/templates/a.yaml',
          text: 'apiVersion: v1\nkind: Service\nmetadata:\n  name: {{ .x }}\n',
        },
      ],
      paths: [],
      settings: {},
      book: '',
    });
    const [use] = listNameUses(parseScript('kubectl -n shpo get pods'), {
      tools: commonTools,
      valueOf: () => undefined,
    });
    expect(use && [judgeName(use, world).status, judgeName(use, open).status]).toEqual([
      'absent',
      'unjudged',
    ]);
  });
});

it('is not missed where a chart may bring it', () => {
  const texts = {
    'k8s/a.yaml': 'apiVersion: apps/v1\nkind: Deployment\nmetadata: { name: auth-proxy, namespace: auth }\n',
    'k8s/b.yaml': 'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: auth }\n',
  };
  const files = Object.entries(texts).map(([path, text]) => ({ path, text }));
  const charted = readWorld({ files, paths: Object.keys(texts), settings: {}, book: '' });
  const bare = readWorld({ files: files.slice(0, 1), paths: ['k8s/a.yaml'], settings: {}, book: '' });
  const use = listNameUses(parseScript('kubectl -n auth logs deploy/auth-prox'), {
    tools: commonTools,
    valueOf: () => undefined,
  }).at(-1);
  expect(use && [judgeName(use, charted).status, judgeName(use, bare).status]).toEqual([
    'unjudged',
    'absent',
  ]);
});

describe('a table or column after migrations', () => {
  const FIRST =
    'CREATE TABLE orders (\n  id int,\n  state text,\n  note text\n);\nCREATE TABLE users (id int);\n';
  it.each([
    ['dropped later', 'db/10_x.sql', 'ALTER TABLE orders DROP COLUMN state, DROP note;', ['state', 'note']],
    ['renamed', 'db/10_x.sql', 'ALTER TABLE ONLY orders\n  RENAME COLUMN state TO status;', ['state']],
    [
      'of a dropped table',
      'db/10_x.sql',
      'DROP TABLE users, "app"."orders" CASCADE;',
      ['orders', 'state', 'note'],
    ],
    ['of a renamed table', 'db/10_x.sql', 'ALTER TABLE orders RENAME TO old;', ['orders', 'state', 'note']],
    ['made again', 'db/10_x.sql', 'DROP TABLE orders;\nCREATE TABLE orders (state text, note text);', []],
    ['dropped before', 'db/1_x.sql', 'DROP TABLE IF EXISTS orders;', []],
    ['undone', 'db/10_x.down.sql', 'DROP TABLE orders;', []],
    ['undone in its file', 'db/10_x.sql', '-- +goose Up\nSELECT 1;\n-- +goose Down\nDROP TABLE orders;', []],
    ['in a comment', 'db/10_x.sql', '-- DROP TABLE orders;\n', []],
    ['of another database', 'other/10_x.sql', 'DROP TABLE orders;', []],
    ['of no order', 'db/clean.sql', 'DROP TABLE orders;', []],
    ['less a default', 'db/10_x.sql', 'ALTER TABLE orders ALTER COLUMN state DROP DEFAULT;', []],
  ])('%s', (_, path, text, gone) => {
    const files = [
      { path: 'db/2_orders.sql', text: FIRST },
      { path, text },
    ];
    const own = readWorld({ files, paths: [], settings: {}, book: '' });
    const uses = listNameUses(parseScript('psql -c "SELECT state, note FROM orders"'), {
      tools: commonTools,
      valueOf: () => undefined,
    });
    const verdicts = uses.map((use) => ({ name: use.name, verdict: judgeName(use, own) }));
    const dropped = verdicts.filter(({ verdict }) => verdict.status === 'absent' && verdict.dropped);
    expect(dropped.map(({ name }) => name).sort()).toEqual([...gone].sort());
  });
});
