import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { z } from 'zod';
import type { Mutation } from './list-mutations.ts';

const path = fileURLToPath(new URL('proved.json', import.meta.url));

const proofSchema = z.strictObject({
  /** Of the file's text, without comments and white space. */
  text: z.string().regex(/^[0-9a-f]{16}$/),
  /** Of the mutations that were tried. */
  mutations: z.string().regex(/^[0-9a-f]{16}$/),
  killed: z.number().int().min(0),
  /** How many change nothing: they stand in `survivors.yaml`. */
  listed: z.number().int().min(0),
});

/** That every mutation of a file was killed or is listed, and of which text that is said. */
export type Proof = z.infer<typeof proofSchema>;

export const PROOF_STATES = ['proved', 'changed since', 'never run'] as const;
export type ProofState = (typeof PROOF_STATES)[number];

/** By file, in order. */
export function readProofs(): Readonly<Record<string, Proof>> {
  return z.record(z.string(), proofSchema).parse(JSON.parse(readFileSync(path, 'utf8')));
}

/**
 * Writes what the run of one file has proved, beside what others have written meanwhile; undefined where it is no
 * longer proved.
 */
export function writeProof(file: string, proof: Proof | undefined): void {
  const { [file]: _, ...others } = readProofs();
  const all = Object.entries(proof ? { ...others, [file]: proof } : others).toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const lines = all.map(([name, one]) => `  ${JSON.stringify(name)}: ${JSON.stringify(one)}`);
  writeFileSync(path, lines.length > 0 ? `{\n${lines.join(',\n')}\n}\n` : '{}\n');
}

/** What a file's run would prove. */
export function proofOf(text: string, mutations: readonly Mutation[], listed: number): Proof {
  const tried = mutations.map(
    ({ kind, within, text: put }) => `${kind}\t${within}\t${put.replace(/\s+/g, '')}`,
  );
  return {
    text: digest(tokens(text)),
    mutations: digest(tried),
    killed: mutations.length - listed,
    listed,
  };
}

/** Whether a proof speaks of what is there now. */
export function proofState(now: Proof, known: Proof | undefined): ProofState {
  if (!known) return 'never run';
  const isSame = now.text === known.text && now.mutations === known.mutations && now.listed === known.listed;
  return isSame ? 'proved' : 'changed since';
}

function tokens(text: string): string[] {
  const file = ts.createSourceFile('a.ts', text, ts.ScriptTarget.Latest, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    const children = node.getChildren(file).filter((child) => !ts.isJSDoc(child));
    if (children.length === 0) found.push(node.getText(file));
    children.forEach(visit);
  };
  visit(file);
  return found;
}

function digest(lines: readonly string[]): string {
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}
