import { RISKS } from '../runbook/read/snippet.ts';
import type { Risk } from '../runbook/read/snippet.ts';
import { parseScript } from '../shell/parse.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
import type { Glance } from './glance.ts';

/**
 * The worst that a page's commands do: as their author declares (the linter compares it with the commands), else as
 * the commands show.
 * @param catalogue known tools; may be left out where every command has a declared risk
 */
export function pageRisk({ commands }: Pick<Glance, 'commands'>, catalogue: Catalogue | undefined): Risk {
  let worst: Risk = 'read';
  for (const { code, risk: said } of commands) {
    const declared = RISKS.find((risk) => risk === said);
    worst = graver(worst, declared ?? gradeOf(code, catalogue));
    if (worst === 'destroy') break;
  }
  return worst;
}

function gradeOf(code: string, catalogue: Catalogue | undefined): Risk {
  return catalogue ? assessRisk(parseScript(code), code, { catalogue }).grade : 'read';
}

function graver(one: Risk, other: Risk): Risk {
  return RISKS.indexOf(one) > RISKS.indexOf(other) ? one : other;
}
