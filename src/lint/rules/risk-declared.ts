import type { Rule } from '../rule.ts';
import { isGraver, listRisks, type SnippetRisk } from '../snippet-risk.ts';

export const riskDeclared: Rule = {
  id: 'risk-declared',
  summary: 'Say what a step does to the world, and no less than it does',
  level: 'error',
  check({ page, facts }, report) {
    for (const one of listRisks(page, facts)) {
      const { inferred, declared, because, snippet } = one;
      const at = because?.range ?? snippet.range;
      if (declared && isGraver(inferred, declared)) report(say(one), at);
      else if (!declared && inferred !== 'read') report(say(one), at, { level: 'warning' });
    }
  },
};

const DOES = { read: 'only looks', change: 'changes something', destroy: 'destroys something' } as const;

function say({ inferred, declared, because }: SnippetRisk): string {
  const what = because ? `\`${because.words}\`` : 'this';
  return `${declared ? 'Change' : 'Declare'} \`risk=${inferred}\`${declared ? ` in place of \`${declared}\`` : ''}: ${what} ${DOES[inferred]}.`;
}
