import { KIND_WORDS } from '../../shell/names/name-use.ts';
import type { NameUse } from '../../shell/names/name-use.ts';
import { isForeign, isOfRecord } from '../foreign.ts';
import { isSlip } from '../../runbook/words/nearest.ts';
import { judgeNames } from '../page-names.ts';
import type { PageName } from '../page-names.ts';
import type { Rule } from '../rule.ts';

export const nameKnown: Rule = {
  id: 'name-known',
  summary: 'Name only what exists in commands',
  level: 'error',
  looksAround: true,
  needs: 'world',
  check({ page, runbook, book, facts }, report) {
    // A page about the past may name what is no longer there.
    if (isOfRecord(page, book)) return;
    const said = new Set<string>();
    const isOther = isForeign(page, book);
    for (const name of judgeNames(runbook ?? page, facts)) {
      const message = say(name);
      // Once is enough: whoever fixes it looks for the others.
      if (message === undefined || said.has(message)) continue;
      if (isOther && isOfOthers(name)) continue;
      said.add(message);
      // A file of a near name may be another one: what such a page speaks of is often not in its repository.
      const isDoubt = isOther && name.use.kind === 'file';
      const level = isSure(name) && !isDoubt ? 'error' : 'warning';
      report(message, name.at, { level, kind: name.use.kind });
    }
  },
};

function isSure({ verdict }: PageName): boolean {
  return verdict.status === 'elsewhere' || (verdict.status === 'absent' && verdict.isSure);
}

/** Whether, in a book of another system, no known name is nearly the same: a lesson or a reader makes the thing. */
function isOfOthers({ use, verdict }: PageName): boolean {
  if (verdict.status !== 'absent' || verdict.isSure || verdict.wasThere || verdict.dropped) return false;
  const [own, near] = [use.name, verdict.nearest].map((one) => one?.split('/').at(-1) ?? '') as [
    string,
    string,
  ];
  return own !== near && !isSlip(own, near);
}

function say({ use, verdict }: PageName): string | undefined {
  const whose = use.variable === undefined ? '' : `, the value of \`${use.variable}\``;
  const name = `\`${use.name}\`${whose}`;
  if (verdict.status === 'elsewhere')
    return `Check ${name}: this ${wordFor(use)} is in \`${verdict.place}\`, not in \`${use.within ?? ''}\` (${verdict.at.path}:${verdict.at.line}).`;
  if (verdict.status !== 'absent') return undefined;
  const { nearest, at, known, wasThere, dropped } = verdict;
  if (wasThere) return `Change ${name}: this change removes the ${wordFor(use)} of that name.`;
  if (dropped)
    return `Change ${name}: the ${wordFor(use)} of that name is dropped, or renamed, in ${dropped.path}:${dropped.line}.`;
  if (nearest === undefined)
    return `Check ${name}: this repository has no such ${wordFor(use)}. It has ${known.map((one) => `\`${one}\``).join(', ')}.`;
  const where = at && use.kind !== 'file' ? ` (${at.path}:${at.line})` : '';
  return `Check ${name}: this repository has no such ${wordFor(use)}. Did you mean \`${nearest}\`${where}?`;
}

/** What the name is the name of. */
function wordFor({ kind, type }: NameUse): string {
  return kind === 'object' ? (type ?? KIND_WORDS.object) : KIND_WORDS[kind];
}
