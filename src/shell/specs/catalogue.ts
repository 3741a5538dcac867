import bundle from './tools.json' with { type: 'json' };
import { compileSpec, type CommandSpec, type SpecFile } from './spec.ts';

/** The tools that commands are judged against. */
export interface Catalogue {
  readonly names: readonly string[];
  find(name: string): CommandSpec | undefined;
}

/** A catalogue of the given tool files; each is compiled when it is first asked for. */
export function catalogueOf(files: Readonly<Record<string, SpecFile>>): Catalogue {
  const compiled = new Map<string, CommandSpec | undefined>();
  const names = Object.keys(files);
  return {
    names,
    find(asked) {
      // Kafka ships its tools as `kafka-topics.sh`, packages as `kafka-topics`; any other `install.sh` is a script.
      const name = asked.replace(/^(kafka-.*|connect-.*)\.sh$/, '$1');
      const file = Object.hasOwn(files, name) ? files[name] : undefined;
      if (file && !compiled.has(name)) compiled.set(name, compileSpec(file));
      return compiled.get(name);
    },
  };
}

// The cast: our own committed file, in the form that scripts/build-command-specs.ts writes.
/** Every tool but the big clouds, from the committed data. */
export const commonTools: Catalogue = catalogueOf(bundle as Readonly<Record<string, SpecFile>>);

const clouds: Readonly<Record<string, () => Promise<{ default: unknown }>>> = {
  aws: () => import('./aws.json', { with: { type: 'json' } }),
  gcloud: () => import('./gcloud.json', { with: { type: 'json' } }),
  az: () => import('./az.json', { with: { type: 'json' } }),
};

/** The common tools, and those clouds that the text speaks of: their data is big and loaded only then. */
export async function catalogueFor(text: string): Promise<Catalogue> {
  const wanted = Object.entries(clouds).filter(
    // Most books speak of none: to look for the letters alone is quick.
    ([name]) => text.includes(name) && new RegExp(`\\b${name}\\b`).test(text),
  );
  const files = await Promise.all(
    // Our own committed files, in the form that scripts/build-command-specs.ts writes.
    wanted.map(async ([name, load]): Promise<[string, SpecFile]> => [name, (await load()).default as SpecFile]),
  );
  return joinCatalogues(catalogueOf(Object.fromEntries(files)), commonTools);
}

/** Several catalogues as one; where two know a tool, the first speaks. */
export function joinCatalogues(...catalogues: readonly Catalogue[]): Catalogue {
  return {
    names: [...new Set(catalogues.flatMap(({ names }) => names))],
    find: (name) => catalogues.map((one) => one.find(name)).find((spec) => spec !== undefined),
  };
}
