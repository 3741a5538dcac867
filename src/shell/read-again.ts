import { commandsWith, isGivenAsInput, isNested, isReader, wordWith } from './flow.ts';
import type { Flow } from './flow.ts';
import { holds } from './own-bindings.ts';
import { ownGuards } from './own-guards.ts';
import { INTERPRETERS, programsAmong, SQL_CLIENTS } from './rereaders.ts';
import type { Command, VariableUse } from './script.ts';
import { programName } from './unwrap.ts';
import { isOneOf, words } from './words.ts';

/** A variable made of the value is read by more than the shell that expands it. */
export function isReadAgain(derived: VariableUse, flow: Flow): boolean {
  const { layers, level, place, isEnclosed } = derived;
  const isSplit = layers[level] === 'bare' && place !== 'assignment';
  if (isSplit || place === 'command' || place === 'test' || layers.includes('arithmetic')) return true;
  if (level >= 0 && level < layers.length - 1) return true;
  if (isEnclosed && !derived.isPlain) return true;
  if (ownGuards(derived, flow) !== '') return true;
  return flow.commands.some(
    (command) => namesVariable(command, derived, flow) || isGivenToReader(command, derived),
  );
}

/** `for A in "$V"; do curl -d "{\"a\":\"$A\"}"; done`, `L=("a: $V"); printf '%s\n' "${L[@]}" | kubectl apply -f -`. */
export function isReadAsMore(derived: VariableUse, flow: Flow): boolean {
  if (derived.level < 0) return false;
  if (flow.readerAt(derived) !== '') return true;
  const isList = /\[[@*]\]\}$/.test(flow.source.slice(derived.range.start, derived.range.end));
  const isHandedOn = ({ words, after, outputs }: Flow['commands'][number]): boolean =>
    isOneOf(programName(words[0]), 'echo printf') && after.length + outputs.length > 0;
  return isList && commandsWith(derived, flow.commands).some(isHandedOn);
}

/** `ssh host "$A"`, `psql <<< "$A"`; not what was read as a script of its own. */
function isGivenToReader(command: Command, derived: VariableUse): boolean {
  const isGiven = wordWith(command, derived.range) !== undefined || isGivenAsInput(command, derived.range);
  const isProgram = programsAmong(command.words).some(
    (name) => isReader(name) || INTERPRETERS.has(name) || SQL_CLIENTS.has(name) || isOneOf(name, 'sed gsed'),
  );
  return isGiven && isProgram && !isNested(command, derived);
}

/** `declare "$A=1"`, `printf -v "$A"`, `unset "$A"`: the name of a variable, whose subscript bash evaluates. */
function namesVariable({ words }: Command, { range }: VariableUse, { source }: Flow): boolean {
  const word = words.find((one) => holds(one.range, range));
  const name = programName(words[0]);
  const isFlagged = isOneOf(name, 'printf test [ wait') && words.some(({ value }) => isOneOf(value, '-v -p'));
  if (!word || !(NAMERS.has(name) || isFlagged)) return false;
  return !/^["']?\w+\+?=/.test(source.slice(word.range.start, range.start));
}

const NAMERS = words('export declare typeset local readonly unset read mapfile readarray getopts let');
