import type { Invocation } from './invocations.ts';
import { listInvocations } from './invocations.ts';
import type { Command, Script } from './script.ts';
import { sureCommands } from './sure-commands.ts';

/** What may bring a program that is not there yet. */
export interface Bringing {
  /** Where the first command stands that changes something, and so could install one. */
  readonly firstChange: number;
}

/**
 * The programs without which a script surely does not do what it says: those that it calls here on every way, by
 * name, before anything could bring them. A function, an alias, a sourced file or another PATH may bring any.
 */
export function neededPrograms(script: Script, text: string, { firstChange }: Bringing): readonly string[] {
  const invocations = listInvocations(script);
  if (script.errors.length > 0 || script.loadsVariables || invocations.some(brings)) return [];
  if (script.bindings.some(({ name }) => name === 'PATH')) return [];
  const sure = new Set(sureCommands(text));
  const own = new Set(script.functions);
  const names = invocations.flatMap(({ name, words, via, isElsewhere, command }) => {
    const { start } = command.range;
    const isSure = sure.has(start) && command.depth === 0 && start <= firstChange && via.every(runsAlways);
    const isByPath = words[0]?.value.includes('/') ?? true;
    return isSure && !isElsewhere && !isByPath && !own.has(name) && !isQuestion(command) ? [name] : [];
  });
  return [...new Set(names.filter(Boolean))];
}

/** Wrappers that run what follows them, whatever comes: `xargs` and `find -exec` may find nothing to run it for. */
function runsAlways(via: string): boolean {
  return /^(sudo|doas|env|timeout|nohup|nice|ionice|time|stdbuf|command)$/.test(via);
}

/** `command -v jq` asks whether it is there. */
function isQuestion({ words }: Command): boolean {
  return words[0]?.value === 'command' && /^-[vV]/.test(words[1]?.value ?? '');
}

function brings({ name }: Invocation): boolean {
  return /^(\.|source|eval|alias|hash|enable|trap|shopt)$/.test(name);
}
