import * as z from 'zod';
import { list } from './field-kinds.ts';

const worldFiles = z.union([list, z.literal('off')]).optional();

/** Kinds of files that name what is there: those of `src/world/sources`. */
export const worldSchema = z.strictObject({
  ansible: worldFiles.describe('Inventories of Ansible: hosts and groups.'),
  cluster: worldFiles.describe('Saved names of a live cluster.'),
  compose: worldFiles.describe('Compose files: services and container names.'),
  env: worldFiles.describe('Examples of environment files: variables.'),
  just: worldFiles.describe('Justfiles: recipes.'),
  kubernetes: worldFiles.describe('Manifests, and what `helm template` and `kustomize build` print.'),
  make: worldFiles.describe('Makefiles: targets.'),
  metrics: worldFiles.describe('Rules of Prometheus: metrics and alerts.'),
  npm: worldFiles.describe('`package.json`: scripts.'),
  procfile: worldFiles.describe('Procfiles: processes.'),
  rabbitmq: worldFiles.describe('Exported definitions of RabbitMQ: queues.'),
  sql: worldFiles.describe('Migrations in SQL: tables, columns and databases.'),
  systemd: worldFiles.describe('Unit files of systemd.'),
  task: worldFiles.describe('Taskfiles: tasks.'),
  terraform: worldFiles.describe('Terraform: resources, buckets and queues.'),
  workflows: worldFiles.describe('Workflows of GitHub Actions.'),
});
