import { couldBegin } from './could-begin.ts';
import type { Flow } from './flow.ts';
import { manifestGuard } from './manifest-commands.ts';
import { printedLead } from './printed-lead.ts';
import { beginsCommand } from './rereaders.ts';
import type { VariableUse } from './script.ts';
import {
  isPrinted,
  isSource,
  isWrittenAndRun,
  isWrittenAsManifest,
  isWrittenForLater,
} from './written-files.ts';

/**
 * What a value must be because of the file that it is written to, which is run, or read as commands: `t` plain, `c` refused.
 * @param canPrecede what stands before it in the text may be run after it
 */
export function writtenGuard(use: VariableUse, flow: Flow, canPrecede: boolean): string {
  const isText = isWrittenAndRun(use, flow, canPrecede);
  if (!isText && !isWrittenForLater(use, flow))
    return isWrittenAsManifest(use, flow, canPrecede) ? guardInManifest(use, flow) : '';
  const before = flow.source.slice(Math.max(0, use.range.start - LONGEST_LEAD), use.range.start);
  // `echo "RUN $X" >> Dockerfile`: what the line of the file begins with stands behind a quote here.
  const printed = printedLead(use, flow) ?? '';
  // `no-pty,command="$X"` in ~/.ssh/authorized_keys.
  const isOption = /[\s,]command=["'\\]{0,3}$/.test(printed);
  if (isOption || manifestGuard(printed) === 'c') return 'c';
  const lead = before.replace(/(?:^|\s)["']([^"'\n]{0,200}["'\\]{0,2})$/, '\n$1');
  if (beginsCommand(before) || manifestGuard(lead) === 'c' || isSource(use, flow)) return 'c';
  return couldBegin(use, flow) && (isText || isPrinted(use, flow)) ? 'c' : 't';
}

/** `printf 'command: %s' "$X" > f; kubectl apply -f f`. What stands in a here-document is read where it stands. */
function guardInManifest(use: VariableUse, { commands, source }: Flow): string {
  const printed = printedLead(use, { commands, source });
  if (printed === undefined) return '';
  const guard = manifestGuard(printed);
  // What earlier lines have written may be the key.
  const isBelowKey = guard === '' && RUN_KEYS.test(source.slice(0, use.range.start));
  return isBelowKey ? 'c' : guard;
}

const RUN_KEYS =
  /\b(?:command|args|run|script|entrypoint|cmd|exec|user-?data|startup-script)\\?["']?\s{0,4}:/i;

/** Characters before a variable that are looked at. */
const LONGEST_LEAD = 2_000;
