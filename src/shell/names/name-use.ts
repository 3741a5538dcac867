import type { Range } from '../script.ts';

/** What a name in a command can be the name of, and what people call that. */
export const KIND_WORDS = {
  namespace: 'namespace',
  object: 'Kubernetes object',
  container: 'container',
  label: 'label',
  'compose-service': 'compose service',
  'docker-container': 'container name',
  'docker-volume': 'volume',
  'docker-network': 'network',
  unit: 'systemd unit',
  'npm-script': 'npm script',
  target: 'make target',
  recipe: 'just recipe',
  task: 'task',
  file: 'file',
  table: 'table',
  column: 'column',
  database: 'database',
  queue: 'queue',
  port: 'port',
  variable: 'environment variable',
  metric: 'metric',
  alert: 'alert',
  host: 'host',
  bucket: 'bucket',
  resource: 'Terraform resource',
  process: 'process',
  workflow: 'workflow',
} as const;
export type NameKind = keyof typeof KIND_WORDS;

/** A name that a command takes for the name of something that is there. */
export interface NameUse {
  readonly kind: NameKind;
  readonly name: string;
  /**
   * Of a Kubernetes object: what it is, in the singular, as in `deployment`. Of an npm script: `short` where it may
   * be a program of a package instead, as in `yarn migrate`.
   */
  readonly type?: string | undefined;
  /** The namespace of an object, the object of a container or port (`deployment/api`), the table of a column, the folder of a file or script. */
  readonly within?: string | undefined;
  /** Where it stands in the text. */
  readonly range: Range;
  /** The variable that it is the value of. */
  readonly variable?: string | undefined;
  /** It runs on another machine or in a container, whose files and scripts need not be those of the repository. */
  readonly isElsewhere: boolean;
}
