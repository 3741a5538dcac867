import { addToFence } from '../add-to-fence.ts';
import { isForeign, isOfRecord } from '../foreign.ts';
import { UNSAID } from '../gather-unsaid.ts';
import type { Report, Rule } from '../rule.ts';
import { changesSystem, isGraver, listRisks, type SnippetRisk } from '../snippet-risk.ts';

export const riskDeclared: Rule = {
  id: 'risk-declared',
  summary: 'Say what a step does to the world, and no less than it does',
  level: 'error',
  check({ page, book, facts }, report) {
    const risks = listRisks(page, facts);
    const isOther = isForeign(page, book);
    const isUnsaid = risks.every(({ declared }) => !declared);
    if (isOther && !isOfRecord(page, book)) reportOnce(risks, report);
    for (const one of risks) {
      const { inferred, declared, because, snippet } = one;
      const at = because?.range ?? snippet.range;
      if (declared && isGraver(inferred, declared))
        report(say(one), at, one.isGraded ? {} : { level: 'warning' });
      else if (!isOther && !declared && one.isGraded && inferred !== 'read') {
        report(say(one), at, {
          level: 'warning',
          fix: addToFence(page, snippet, `risk=${inferred}`),
          ...(isUnsaid ? { kind: UNSAID } : {}),
        });
      }
    }
  },
};

/** In a folder that does not declare risks: one line a page, at the gravest step. */
function reportOnce(risks: readonly SnippetRisk[], report: Report): void {
  const undeclared = risks.filter((one) => !one.declared && one.isGraded && changesSystem(one));
  const gravest = undeclared.find(({ inferred }) => inferred === 'destroy') ?? undeclared[0];
  if (gravest) report(say(gravest), gravest.because?.range ?? gravest.snippet.range, { level: 'warning' });
}

const DOES = { read: 'only looks', change: 'changes something', destroy: 'destroys something' } as const;

function say({ inferred, declared, because, isGraded, snippet }: SnippetRisk): string {
  if (!isGraded)
    return `Write \`risk=change\` in place of \`${declared ?? ''}\`: opsbook cannot tell what ${snippet.language || 'this'} does here.`;
  const what = because ? `\`${because.words}\`` : 'this';
  return `${declared ? 'Write' : 'Declare'} \`risk=${inferred}\`${declared ? ` in place of \`${declared}\`` : ''}: ${what} ${DOES[inferred]}.`;
}
