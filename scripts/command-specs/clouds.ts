import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { SpecEntry, SpecFile } from '../../src/shell/specs/spec.ts';

/** AWS services whose operations and flags are kept; the others' names are known, what is below is not. */
const awsServices = new Set(
  (
    'acm apigateway apigatewayv2 application-autoscaling athena autoscaling backup batch ce cloudformation cloudfront cloudtrail ' +
    'cloudwatch codebuild codedeploy codepipeline cognito-idp config dms docdb dynamodb ec2 ecr ecs efs eks elasticache ' +
    'elasticbeanstalk elb elbv2 emr es events firehose fsx glue guardduty health iam kafka kinesis kms lambda logs memorydb mq ' +
    'opensearch organizations rds redshift resourcegroupstaggingapi route53 s3api secretsmanager servicediscovery ses sesv2 sns ' +
    'sqs ssm sso-admin stepfunctions sts support wafv2 xray'
  ).split(' '),
);

/** Folders of botocore's data whose command has another name. */
const awsNames: Readonly<Record<string, string>> = { s3: 's3api', config: 'configservice' };

interface AwsModel {
  readonly operations: Readonly<Record<string, { readonly input?: { readonly shape: string } }>>;
  readonly shapes: Readonly<
    Record<string, { readonly type: string; readonly members?: Readonly<Record<string, { shape: string }>> }>
  >;
}

/** The AWS command line from the service models that its own package ships (Apache-2.0). */
export function fromBotocore(): SpecFile | undefined {
  const asked = spawnSync(
    'python3',
    ['-c', 'import botocore, os; print(os.path.dirname(botocore.__file__))'],
    { encoding: 'utf8' },
  );
  const data = path.join(asked.stdout.trim(), 'data');
  if (asked.status !== 0 || !existsSync(data)) return undefined;
  const entries: Record<string, SpecEntry> = { aws: {} };
  for (const folder of readdirSync(data).filter((name) => /^[a-z]/.test(name) && !name.includes('.')))
    addService(entries, data, folder);
  return entries;
}

/** Flags that the command line calls otherwise than the service does: `--notification-endpoint` of SNS. */
function awsRenames(): ReadonlyMap<string, readonly string[]> {
  const script =
    'import json; from awscli.customizations import argrename as a; print(json.dumps({**a.ARGUMENT_RENAMES, **a.HIDDEN_ALIASES}))';
  const { stdout } = spawnSync('python3', ['-c', script], { encoding: 'utf8' });
  const found = new Map<string, string[]>();
  // awscli's own table: "sns.subscribe.endpoint": "notification-endpoint".
  for (const [key, name] of Object.entries(JSON.parse(stdout || '{}') as Record<string, string>)) {
    const [service = '', operation = ''] = key.split('.');
    const path = `${service}.${operation}`;
    found.set(path, [...(found.get(path) ?? []), `--${name}=`]);
  }
  return found;
}

const renames = awsRenames();

function addService(entries: Record<string, SpecEntry>, data: string, folder: string): void {
  const service = awsNames[folder] ?? folder;
  if (!awsServices.has(service) && service !== 'configservice') {
    entries[`aws ${service}`] = { traits: 'open' };
    return;
  }
  const version = readdirSync(path.join(data, folder)).sort().at(-1) ?? '';
  // botocore's own file format; read from the installed package.
  const model = JSON.parse(
    gunzipSync(readFileSync(path.join(data, folder, version, 'service-2.json.gz'))).toString(),
  ) as AwsModel;
  entries[`aws ${service}`] = { traits: 'subcommand', others: 'help wait wizard' };
  for (const [name, { input }] of Object.entries(model.operations)) {
    const members = Object.entries(model.shapes[input?.shape ?? '']?.members ?? {});
    const flags = members.map(([member, { shape }]) => awsFlag(member, model.shapes[shape]?.type ?? ''));
    flags.push(...(renames.get(`${service}.${kebab(name)}`) ?? []));
    entries[`aws ${service} ${kebab(name)}`] = flags.length > 0 ? { flags: flags.sort().join(' ') } : {};
  }
}

function awsFlag(member: string, type: string): string {
  const name = kebab(member);
  return type === 'boolean' ? `--${name} --no-${name}` : `--${name}=`;
}

// botocore's own rule: `DescribeDBInstances` is `describe-db-instances`, `VPCs` is `vpcs`.
function kebab(name: string): string {
  return name
    .replace(/^(.*?)(ID|ARN|VPC|ACL|CMK|SSM|KMS|DNS|CIDR|IP)s$/, '$1$2S')
    .replace(/(.)([A-Z][a-z]+)/g, '$1-$2')
    .replace(/([a-z0-9])([A-Z])/g, '$1-$2')
    .replace(/-+/g, '-')
    .toLowerCase();
}

/** gcloud's groups whose commands are kept. */
const gcloudGroups = new Set(
  (
    'app artifacts auth billing builds certificate-manager components composer compute config container dataflow dataproc deploy ' +
    'dns domains endpoints eventarc filestore firestore functions iam iap info init kms logging memcache monitoring network-connectivity ' +
    'network-management network-security organizations projects pubsub redis resource-manager run scheduler secrets service-directory ' +
    'services source spanner sql storage tasks version workflows alloydb bigtable ai-platform asset docker help feedback survey topic'
  ).split(' '),
);

interface GcloudNode {
  readonly commands: Readonly<Record<string, GcloudNode>>;
  readonly flags: Readonly<Record<string, unknown>>;
}

/** gcloud's commands from the completion tree that the SDK ships (Apache-2.0). */
export function fromGcloud(): SpecFile | undefined {
  const file = '/usr/lib/google-cloud-sdk/data/cli/gcloud_completions.py';
  if (!existsSync(file)) return undefined;
  const script =
    'import json,sys; sys.path.insert(0, sys.argv[1]); import gcloud_completions as g; print(json.dumps(g.STATIC_COMPLETION_CLI_TREE))';
  const { stdout } = spawnSync('python3', ['-c', script, path.dirname(file)], {
    encoding: 'utf8',
    maxBuffer: 64 << 20,
    env: { ...process.env, PYTHONDONTWRITEBYTECODE: '1' },
  });
  const entries: Record<string, SpecEntry> = {};
  // The SDK's own generated file.
  addGcloud(entries, ['gcloud'], JSON.parse(stdout) as GcloudNode);
  return entries;
}

function addGcloud(entries: Record<string, SpecEntry>, at: readonly string[], node: GcloudNode): void {
  const isKept = at.length === 1 || gcloudGroups.has(at[1] ?? '');
  const flags = Object.entries(node.flags).map(([name, kind]) => (kind === 'bool' ? name : `${name}=`));
  const key = at.length === 1 ? 'global' : 'flags';
  entries[at.join(' ')] = isKept
    ? flags.length > 0
      ? { [key]: flags.sort().join(' ') }
      : {}
    : { traits: 'open' };
  if (!isKept) return;
  for (const [name, child] of Object.entries(node.commands)) addGcloud(entries, [...at, name], child);
}

/** az's groups whose commands are kept. */
const azGroups = new Set(
  (
    'account acr ad afd aks apim appconfig appservice backup bicep billing cache cdn cognitiveservices config configure container ' +
    'cosmosdb deployment disk dns-resolver eventgrid eventhubs extension feature functionapp group identity image keyvault lock login ' +
    'logout logicapp managed-cassandra maintenance monitor mysql network policy postgres ppg provider quota redis relay resource ' +
    'rest role search security servicebus sf signalr sig snapshot sql sshkey storage tag version vm vmss webapp'
  ).split(' '),
);

/** Keeps of az's big tree only what runbooks touch; of the other groups the names stay known. */
export function trimAz(spec: SpecFile | undefined): SpecFile | undefined {
  if (spec === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(spec).flatMap(([path, entry]): [string, SpecEntry][] => {
      const [, group] = path.split(' ');
      if (group === undefined || azGroups.has(group)) return [[path, withoutArity(entry)]];
      return path.split(' ').length === 2 ? [[path, { traits: 'open' }]] : [];
    }),
  );
}

/** Fig gives every flag of az an argument, switches too: none is therefore known to need one. */
function withoutArity({ flags, ...entry }: SpecEntry): SpecEntry {
  return flags === undefined ? entry : { flags: flags.replace(/=(?= |$)/g, '=?'), ...entry };
}
