import { givenTexts } from './given-texts.ts';
import { holds, listBindings, sets } from './own-bindings.ts';
import type { Piped } from './piped-commands.ts';
import { goesToUnfollowedShell, readerOf } from './program-text.ts';
import { MOST_USES } from './reader-uses.ts';
import { SQL_CLIENTS } from './rereaders.ts';
import type { Range, Script, VariableUse } from './script.ts';
import { surroundingsOf } from './surroundings.ts';
import type { Surroundings } from './surroundings.ts';
import { programName } from './unwrap.ts';
import { flowGuards } from './value-flow.ts';
import type { ValuePlace } from './value-place.ts';
import { isOneOf, words } from './words.ts';

/** What prints its words: what stands in its single quotes may be read as a script afterwards. */
const PRINTERS = words('echo printf cat tee yes export declare typeset local readonly');

/**
 * A variable in single quotes, or in a here-document with a quoted delimiter, whose text is read as a script all the
 * same: `eval "$(echo 'ls $X')"`, `CMD='ls $X'; ssh host "$CMD"`, `trap 'rm $X' EXIT`. The quotes around it in that
 * script are not followed, so nothing can be put in.
 */
export function quotedPlaces(names: ReadonlySet<string>, around: Surroundings): readonly ValuePlace[] {
  const { script, commands } = around;
  const quoted = script.uses.filter(
    ({ name, level, layers }) =>
      level < 0 && names.has(name) && isOneOf(layers.at(-1) ?? '', 'single literal-here-document'),
  );
  if (quoted.length === 0 || script.uses.length > MOST_USES) return [];
  const bindings = listBindings(script, names);
  return quoted
    .filter((use) => !bindings.some((binding) => sets(binding, use)))
    .flatMap((use) => {
      const { name, range } = use;
      if (setsItself(use, around)) return [];
      const literal = literalCode(use, around) ?? singleCode(use, around);
      const isSql = /[qiwW]/.test(literal ?? '');
      const code = isReadLater(use, around, commands) ? (isSql ? `${literal}t` : 'x') : literal;
      return code === undefined ? [] : [{ name, range, code, isOptional: false, canAssign: false }];
    });
}

/** Names of variables that stand in a here-document with a quoted delimiter, or in quotes, for somebody to fill in. */
export function listQuotedNames(
  script: Script,
  source: string,
  names: ReadonlySet<string>,
): readonly string[] {
  if (!source.includes('<<')) return [];
  const around = surroundingsOf(script, source);
  return quotedPlaces(names, around).map(({ name }) => name);
}

/**
 * `psql <<'EOF'`: no shell fills in what stands there. SQL is written with the value in it; what other programs read is
 * refused, as `<<EOF` says what is wanted. A text that gives the variable a value has one of its own.
 */
function literalCode(use: VariableUse, { commands, source, hasErrors }: Surroundings): string | undefined {
  const command = commands.find(({ hereDocuments }) =>
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, use.range)),
  );
  const given = command && givenTexts(command, use, source).find(({ stands }) => stands === 'here-document');
  if (!given) return undefined;
  // envsubst is made for such a text.
  const [first] = programName(command.words[0]) === 'cat' ? command.after : [command];
  if (programName(first?.words[0]) === 'envsubst' && !given.couldClose) return 'lt';
  if (isShown(command)) return undefined;
  if (isOfSql(command) && source.startsWith('$', use.range.end)) return undefined; // a dollar quote: `$TAG$`
  const reader = hasErrors || given.couldClose ? 'x' : readerOf(command, given);
  return /[qiwW]/.test(reader) ? `l${reader}` : 'xG';
}

function isOfSql({ words: all }: Piped): boolean {
  return all.some((word) => SQL_CLIENTS.has(programName(word)));
}

/** `cat > f.sh <<'EOF'`, with `X=1` before `$X` in it; to SQL, `X = 1` is a column. */
function setsItself({ name, range }: VariableUse, { commands, source }: Surroundings): boolean {
  const document = commands
    .flatMap((command) => (isOfSql(command) ? [] : command.hereDocuments))
    .find(({ bodyRange }) => holds(bodyRange, range));
  return document !== undefined && isSetWithin(name, source.slice(document.bodyRange.start, range.start));
}

/**
 * `psql -c 'SELECT $X'`: SQL gets the value, as in a here-document. What another client is given in single quotes would
 * leave with the name in it, which nobody means: refused. Other languages have variables of their own there.
 */
function singleCode(use: VariableUse, { commands, source, hasErrors }: Surroundings): string | undefined {
  if (hasErrors) return undefined;
  // `curl -d "$(cat <<'EOF'`: the same in a here-document.
  const [layer, refused] = use.layers.at(-1) === 'single' ? ['s', 'xY'] : ['l', 'xG'];
  const command = commands.find(({ words }) => words.some(({ range }) => holds(range, use.range)));
  const given = command && givenTexts(command, use, source).find(({ stands }) => stands === 'word');
  // Go's templates have variables of their own: `{{range $X := .items}}`.
  if (!given || isSetWithin(use.name, given.before) || /^\s{0,9}:=/.test(given.after)) return undefined;
  const at = command.words.findIndex(({ range }) => holds(range, use.range));
  const programs = command.words.slice(0, at).map(programName);
  if (programs.some((name) => SQL_CLIENTS.has(name))) {
    if (source.startsWith('$', use.range.end)) return undefined; // a dollar quote: `$TAG$`
    const reader = readerOf(command, given);
    return /[qiwW]/.test(reader) ? layer + reader : refused;
  }
  return programs.some((name) => CLIENTS.has(name)) && !programs.some(isShellName) ? refused : undefined;
}

/** Clients that send their words away as they are. */
const CLIENTS = new Set(
  'curl wget http https xh kubectl oc helm aws gcloud az gh glab mongo mongosh redis-cli vault consul etcdctl'.split(
    ' ',
  ),
);

function isShellName(name: string): boolean {
  return isOneOf(
    name,
    'sh bash zsh dash ksh ash eval ssh awk gawk perl ruby php jq yq sed envsubst xargs find grep',
  );
}

/** `cat <<'EOF'`: a text for whoever looks at the terminal. */
function isShown({ words, redirections, after }: Piped): boolean {
  const isKept = redirections.some(({ operator }) => operator.includes('>'));
  return programName(words[0]) === 'cat' && words.length === 1 && after.length === 0 && !isKept;
}

/** `V = 1`, `my $V`, `for V in`, `as $V`, `set V 1`. */
function isSetWithin(name: string, before: string): boolean {
  const own = [
    `(?:^|[\\s;({])[$@%]?${name} {0,4}[:+.|?]?=(?!=)`,
    `\\bas \\$${name}\\b`,
    `\\b(?:my|our|let|var|const|local|for|foreach|global|declare|param) {1,4}\\(?[$@%]?${name}\\b`,
    `\\b(?:set|read|export) {1,4}${name}\\b`,
  ];
  return own.some((pattern) => new RegExp(pattern).test(before));
}

/** Whether the innermost command around a text hands it on as it is, and something runs it. */
function isReadLater(use: VariableUse, around: Surroundings, commands: readonly Piped[]): boolean {
  const { range } = use;
  const isIn = (one: { readonly range: Range } | undefined): boolean =>
    one !== undefined && holds(one.range, range);
  const inDocument = commands.filter(({ hereDocuments }) =>
    hereDocuments.some(({ bodyRange }) => holds(bodyRange, range)),
  );
  const [inner] = [...inDocument, ...commands.filter(isIn).sort((a, b) => b.range.start - a.range.start)];
  if (!inner) return false;
  const program = programName(inner.words[0]);
  const at = inner.words.findIndex(isIn);
  const upTo = inner.words.slice(0, at + 1);
  if (
    goesToUnfollowedShell(
      upTo.map(programName),
      upTo.map(({ value }) => value),
    )
  )
    return true;
  const isInput =
    inDocument.length > 0 ||
    inner.redirections.some(({ operator, target }) => operator === '<<<' && isIn(target));
  if (!isInput && !inner.assignments.some(isIn) && !PRINTERS.has(program)) return false;
  const readers = isInput ? [inner, ...inner.after] : inner.after;
  if (readers.some(({ words }) => words.some((word) => RUNS_INPUT.has(programName(word))))) return true;
  return /[tc]/.test(flowGuards(use, around));
}

const RUNS_INPUT = words('sh bash zsh dash ksh ash ssh su at batch crontab source .');
