import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Mutation } from './list-mutations.ts';

const here = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8');

const guardsSchema = z.record(
  z.string(),
  z.strictObject({
    /** What it protects. */
    why: z.string().min(1),
    /** From a file's path to the tests that belong to it, the quickest first. */
    files: z.record(z.string(), z.array(z.string()).min(1)),
  }),
);

const survivorSchema = z.strictObject({
  within: z.string(),
  was: z.string(),
  becomes: z.string(),
  because: z.string().min(1),
});

/** A file with lines that protect, and the tests that hold them. */
export interface GuardFile {
  readonly guard: string;
  readonly file: string;
  readonly tests: readonly string[];
}

/** A mutation that changes nothing that anybody could notice, and why. */
export type Survivor = z.infer<typeof survivorSchema>;

/** Every file that `guards.yaml` marks. */
export function readGuards(): GuardFile[] {
  const guards = guardsSchema.parse(parse(here('guards.yaml')));
  return Object.entries(guards).flatMap(([guard, { files }]) =>
    Object.entries(files).map(([file, tests]) => ({ guard, file, tests })),
  );
}

/** By file, the mutations that need no test. */
export function readSurvivors(): ReadonlyMap<string, readonly Survivor[]> {
  const survivors = z.record(z.string(), z.array(survivorSchema)).parse(parse(here('survivors.yaml')) ?? {});
  return new Map(Object.entries(survivors));
}

/** Whether a mutation is the one that an entry of `survivors.yaml` speaks of. */
export function isSurvivor(mutation: Mutation, survivor: Survivor): boolean {
  const { within, was, becomes } = survivor;
  return mutation.within === within && mutation.was === was && mutation.becomes === becomes;
}
