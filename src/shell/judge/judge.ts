import { listInvocations, type Invocation } from '../invocations.ts';
import { slips } from '../nearest.ts';
import { otherPrograms } from '../programs.ts';
import type { Script } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import type { Doubt } from './doubt.ts';
import { judgeWords } from './walk.ts';

/** Every doubt about the commands of a script, wrappers followed. Tools that nobody knows are left alone. */
export function judgeCommands(script: Script, catalogue: Catalogue): readonly Doubt[] {
  const functions = new Set(script.functions);
  return listInvocations(script)
    .filter(({ name }) => name !== '' && !functions.has(name))
    .flatMap((invocation) => judgeInvocation(invocation, catalogue));
}

function judgeInvocation(invocation: Invocation, catalogue: Catalogue): readonly Doubt[] {
  const spec = catalogue.find(invocation.name);
  if (spec) return judgeWords(invocation, spec, hasScript(invocation));
  const near = nearTool(invocation.name, catalogue);
  const [word] = invocation.words;
  if (near === undefined || word === undefined) return [];
  const { name } = invocation;
  return [
    {
      kind: 'unknown-tool',
      range: word.range,
      tool: name,
      path: [],
      word: name,
      nearest: near,
      certainty: 'possible',
    },
  ];
}

/** `kubectl exec … <<EOF`: a here-document stands for words that are not there. */
function hasScript({ command }: Invocation): boolean {
  return command.hereDocuments.length > 0;
}

function nearTool(name: string, { names }: Catalogue): string | undefined {
  if (name.length < 4 || otherPrograms.has(name) || !/^[a-z][a-z0-9_-]*$/.test(name)) return undefined;
  return names.find((known) => known.length >= 4 && known[0] === name[0] && slips(name, known) === 1);
}
