import { readDuration } from '../../run/duration.ts';
import type { Step } from '../../run/plan.ts';
import { withVariables } from '../../run/verify-environment.ts';
import type { VerifyService } from '../../runbook/schema/verify-schema.ts';
import { clearVerifyFolder, makeFolderIn, makeVerifyFolder } from '../../tools/verify-folder.ts';
import { startService } from '../../tools/verify-service.ts';
import type { StartedService } from '../../tools/verify-service.ts';

type Environment = Readonly<Record<string, string | undefined>>;
type Services = Readonly<Record<string, VerifyService>>;

/** The services of a book that some snippets need: first planned, then started, in the end stopped. */
export interface ServiceSet {
  /** The variables that the services give, over those that are there: what their own commands see. */
  readonly environment: Environment;
  /** The same over those that snippets may see. */
  readonly forSnippets: Environment;
  readonly names: readonly string[];
  start(onStart: (name: string) => void): Promise<void>;
  /** Services that this step needs and that are not ready. */
  lacking(step: Step): StartedService | undefined;
  /** Ends them all. Returns what could not be stopped, and why, in sentences. */
  stop(): Promise<readonly string[]>;
}

/** Whether a step needs a service: it holds one of the service's words. */
function needs({ code, way }: Step, service: VerifyService): boolean {
  const words = service['needed-by'];
  const text = [code, way.kind === 'psql' ? 'psql' : '', way.kind === 'pipe' ? way.via : ''].join('\n');
  return words === undefined || words.some((word) => text.includes(word));
}

export interface ServicePlan {
  readonly root: string;
  readonly environment: Environment;
  readonly forSnippets: Environment;
}

/** Plans the services that the steps need; nothing is started yet. */
export async function planServices(
  services: Services,
  steps: readonly Step[],
  { root, environment, forSnippets }: ServicePlan,
): Promise<ServiceSet> {
  const wanted = Object.entries(services).filter(([, service]) => steps.some((step) => needs(step, service)));
  const folder = await makeVerifyFolder('services', root);
  const whole = (base: Environment): Environment =>
    wanted.reduce<Environment>((known, [, service]) => withVariables(known, service.environment ?? {}), {
      ...base,
      OPSBOOK_ROOT: root,
      OPSBOOK_VERIFY: folder.path,
    });
  const given = whole(environment);
  const started = new Map<string, StartedService>();
  return {
    environment: given,
    forSnippets: whole(forSnippets),
    names: wanted.map(([name]) => name),
    async start(onStart) {
      for (const [name, service] of wanted) {
        if (service.start !== undefined) onStart(name);
        const own = await makeFolderIn(folder, name);
        const { start, ready, stop } = service;
        const commands = { name, start, ready, stop, timeout: readDuration(service.timeout) ?? 30_000 };
        const place = { folder: own, environment: given, owner: folder.owner };
        started.set(name, await startService(commands, place));
      }
    },
    lacking: (step) =>
      wanted
        .filter(([, service]) => needs(step, service))
        .flatMap(([name]) => started.get(name) ?? [])
        .find(({ state }) => state !== 'ready'),
    async stop() {
      const all = await Promise.all(
        [...started.values()].map(async (service) => {
          const reason = await service.stop();
          return reason === undefined ? [] : [`${service.name} was not stopped as it should be: ${reason}.`];
        }),
      );
      await clearVerifyFolder(folder);
      return all.flat();
    },
  };
}
