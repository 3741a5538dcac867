import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDuration } from '../../run/duration.ts';
import type { Step } from '../../run/plan.ts';
import { withVariables } from '../../run/verify-environment.ts';
import type { VerifyService } from '../../runbook/schema/schema.ts';
import { startService } from '../../tools/verify-service.ts';
import type { StartedService } from '../../tools/verify-service.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Services = Readonly<Record<string, VerifyService>>;

/** The services of a book that some snippets need: first planned, then started, in the end stopped. */
export interface ServiceSet {
  /** The variables that the services give to snippets, over those that are there. */
  readonly environment: Environment;
  readonly names: readonly string[];
  start(onStart: (name: string) => void): Promise<void>;
  /** Services that this step needs and that are not ready. */
  lacking(step: Step): StartedService | undefined;
  stop(): Promise<void>;
}

/** Whether a step needs a service: it holds one of the service's words. */
function needs({ code, way }: Step, service: VerifyService): boolean {
  const words = service['needed-by'];
  const text = [code, way.kind === 'psql' ? 'psql' : '', way.kind === 'pipe' ? way.via : ''].join('\n');
  return words === undefined || words.some((word) => text.includes(word));
}

/** Plans the services that the steps need; nothing is started yet. */
export async function planServices(
  services: Services,
  steps: readonly Step[],
  { root, environment }: { root: string; environment: Environment },
): Promise<ServiceSet> {
  const wanted = Object.entries(services).filter(([, service]) => steps.some((step) => needs(step, service)));
  const folder = await mkdtemp(join(tmpdir(), 'opsbook-services-'));
  const base: Environment = { ...environment, OPSBOOK_ROOT: root, OPSBOOK_VERIFY: folder };
  const whole = wanted.reduce((known, [, service]) => withVariables(known, service.environment ?? {}), base);
  const started = new Map<string, StartedService>();
  return {
    environment: whole,
    names: wanted.map(([name]) => name),
    async start(onStart) {
      for (const [name, service] of wanted) {
        onStart(name);
        const own = join(folder, name);
        await mkdir(own);
        const { start, ready, stop } = service;
        const commands = { name, start, ready, stop, timeout: readDuration(service.timeout) ?? 30_000 };
        started.set(name, await startService(commands, { folder: own, environment: whole }));
      }
    },
    lacking: (step) =>
      wanted
        .filter(([, service]) => needs(step, service))
        .flatMap(([name]) => started.get(name) ?? [])
        .find(({ state }) => state !== 'ready'),
    async stop() {
      await Promise.all([...started.values()].map((service) => service.stop()));
      await rm(folder, { recursive: true, force: true, maxRetries: 3 });
    },
  };
}
