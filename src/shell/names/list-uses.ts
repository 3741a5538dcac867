import { listInvocations } from '../invocations.ts';
import type { Script, Word } from '../script.ts';
import type { Catalogue } from '../specs/catalogue.ts';
import { readCall } from './call.ts';
import type { Found } from './call.ts';
import type { NameUse } from './name-use.ts';
import { namesInCall } from './programs.ts';

/** What names are read with. */
export interface UseReading {
  readonly tools: Catalogue;
  /** The value that a variable has as far as the page says; undefined where it is known only when it runs. */
  readonly valueOf: (variable: string) => string | undefined;
}

/** Names in a script that should stand for something that is there; those that are known only when it runs are left out. */
export function listNameUses(script: Script, { tools, valueOf }: UseReading): readonly NameUse[] {
  const own = literalsOf(script);
  const value = (variable: string): string | undefined =>
    own.has(variable) ? own.get(variable) : valueOf(variable);
  const uses: NameUse[] = [];
  const made = filesMade(script);
  let folder: string | undefined = '';
  for (const invocation of listInvocations(script)) {
    const call = readCall(invocation, tools);
    if (call.name === 'cd' || call.name === 'pushd') {
      folder = enter(folder, resolve(call.operands[0]?.value ?? '~', value)?.name);
      continue;
    }
    for (const found of [...path(invocation.words[0]), ...namesInCall(call)]) {
      const use = useOf(found, value);
      if (!use || use.name === '' || use.name === '-' || isAnyOf(use.name)) continue;
      const isInFolder = /^(file|npm-script|target|recipe|task)$/.test(use.kind);
      if (use.kind === 'file' && (!isOwnPath(use.name) || made.has(use.name))) continue;
      if (isInFolder && folder === undefined) continue;
      const within = isInFolder ? join(folder ?? '', use.within ?? '') : use.within;
      // After `cd` to a folder of the machine, other compose files and Procfiles are meant than those here.
      const isAway = folder === undefined && /^(compose-service|process)$/.test(use.kind);
      uses.push({ ...use, within, isElsewhere: call.isElsewhere || isAway });
    }
  }
  return uses;
}

/** `zone-X`, `worker-N`, `app_XX`: one of many, of which the reader knows which. */
function isAnyOf(name: string): boolean {
  return /[a-z][-_.@](?:N|X{1,4}|Y|NN)(?=$|[-_.@])/.test(name);
}

/** A program that is called by its path; a line that begins with `ui/alert.tsx` lists files. */
function path(word: Word | undefined): readonly Found[] {
  return word?.value.includes('/') && !IS_NO_PROGRAM.test(word.value) ? [{ kind: 'file', word }] : [];
}

const IS_NO_PROGRAM =
  /\.(?:c|cc|cfg|conf|cpp|cs|css|csv|env|go|h|html?|ini|java|jpe?g|json|jsx|key|kt|lock|log|mdx?|pdf|pem|png|rs|rst|scss|sql|svg|swift|tf|tfvars|toml|tsx|txt|vue|xml|ya?ml)$/i;

/** A path from the folder that the reader is in; a folder alone, a pattern and an address are none. */
function isOwnPath(name: string): boolean {
  return (
    !/^([/~-]|\w+:)/.test(name) && !/[*?[\]{}$`]/.test(name) && !name.endsWith('/') && /[./]\w/.test(name)
  );
}

function useOf(
  { kind, word, name = word.value, type, within }: Found,
  value: (variable: string) => string | undefined,
): Omit<NameUse, 'isElsewhere'> | undefined {
  if (word.hasPlaceholder) return undefined;
  const whole = resolve(name, value);
  const around = within === undefined ? undefined : resolve(within, value)?.name;
  // The rest of the name is true wherever it is; only where is not known.
  if (whole === undefined) return undefined;
  const range = word.range;
  return { kind, name: whole.name, type, within: around, range, variable: whole.variable };
}

// `$NAMESPACE`, `${NAMESPACE}`; of other expansions the value is known only when they run.
const EXPANSION = /\$\{(\w+)\}|\$(\w+)|[$`*?[\]{}]/g;

/** A text with the values of its variables; undefined where one is not known. */
function resolve(
  text: string,
  value: (variable: string) => string | undefined,
): { readonly name: string; readonly variable?: string } | undefined {
  let variable: string | undefined;
  let isKnown = true;
  const name = text.replace(EXPANSION, (_, braced?: string, plain?: string) => {
    variable = braced ?? plain;
    const given = variable === undefined ? undefined : value(variable);
    isKnown &&= given !== undefined;
    return given ?? '';
  });
  return isKnown ? { name, ...(variable === undefined ? {} : { variable }) } : undefined;
}

/** Variables that the script itself gives one written-out value. */
function literalsOf({ commands }: Script): ReadonlyMap<string, string | undefined> {
  const found = new Map<string, string | undefined>();
  for (const { assignments } of commands)
    for (const { name, value } of assignments)
      found.set(name, value && !value.isDynamic && !found.has(name) ? value.value : undefined);
  return found;
}

/** Files that the script writes before it uses them. */
function filesMade({ commands }: Script): ReadonlySet<string> {
  const written = commands.flatMap(({ redirections }) =>
    redirections.flatMap(({ operator, target }) => (operator.includes('>') && target ? [target.value] : [])),
  );
  const made = commands.flatMap(({ words: [program, ...rest] }) =>
    /^(tee|touch|cp|mv|curl|wget|git|tar|unzip|install|ln)$/.test(program?.value ?? '')
      ? rest.map(({ value }) => value)
      : [],
  );
  return new Set([...written, ...made]);
}

/** The folder after `cd`; undefined where it is known only when it runs, or lies outside. */
function enter(folder: string | undefined, to: string | undefined): string | undefined {
  if (folder === undefined || to === undefined || /^[/~-]/.test(to) || to === '') return undefined;
  const into = join('', to);
  // Where one snippet has several terminals, each goes there from the top.
  if (into !== '' && (folder === into || folder.endsWith(`/${into}`))) return folder;
  return join(folder, to);
}

/** Two paths as one, `..` taken away; `undefined` parts are none. */
function join(folder: string, path: string): string {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}
