import type { Source } from '../thing.ts';
import { compose } from './compose.ts';
import { environment, metrics, sql } from './data.ts';
import { kubernetes } from './kubernetes.ts';
import { ansible, cluster, systemd, terraform, workflows } from './machines.ts';
import { just, make, npm, procfile, taskfile } from './scripts.ts';

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
  sql,
  systemd,
  taskfile,
  terraform,
  workflows,
];
