import type { Source } from '../thing.ts';
import { ansible } from './ansible/source.ts';
import { cluster } from './cluster/source.ts';
import { compose } from './compose/source.ts';
import { environment } from './env/source.ts';
import { just } from './just/source.ts';
import { kubernetes } from './kubernetes/source.ts';
import { make } from './make/source.ts';
import { metrics } from './metrics/source.ts';
import { npm } from './npm/source.ts';
import { procfile } from './procfile/source.ts';
import { rabbitmq } from './rabbitmq/source.ts';
import { sql } from './sql/source.ts';
import { systemd } from './systemd/source.ts';
import { taskfile } from './task/source.ts';
import { terraform } from './terraform/source.ts';
import { workflows } from './workflows/source.ts';

/** Every kind of file that names what is there. Add yours here. */
export const sources: readonly Source[] = [
  ansible,
  cluster,
  compose,
  environment,
  just,
  kubernetes,
  make,
  metrics,
  npm,
  procfile,
  rabbitmq,
  sql,
  systemd,
  taskfile,
  terraform,
  workflows,
];
