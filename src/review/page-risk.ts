import { RISKS } from '../runbook/read/snippet.ts';
import type { Risk } from '../runbook/read/snippet.ts';
import { parseScript } from '../shell/parse.ts';
import { assessRisk } from '../shell/risk/risk.ts';
import type { Catalogue } from '../shell/specs/catalogue.ts';
import type { Glance } from './glance.ts';

/** What the commands of a page do at worst: by their author's word and by what they are, the graver of the two. */
export function pageRisk({ commands }: Pick<Glance, 'commands'>, catalogue: Catalogue): Risk {
  let worst: Risk = 'read';
  for (const { code, risk: said } of commands) {
    const declared = RISKS.find((risk) => risk === said) ?? 'read';
    worst = graver(worst, graver(declared, assessRisk(parseScript(code), code, { catalogue }).grade));
    if (worst === 'destroy') break;
  }
  return worst;
}

function graver(one: Risk, other: Risk): Risk {
  return RISKS.indexOf(one) > RISKS.indexOf(other) ? one : other;
}
