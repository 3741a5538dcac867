import { rules } from '../../lint/rules/index.ts';
import type { Finding } from '../../runbook/finding.ts';
import type { Reporter } from './reporter.ts';

/** SARIF 2.1.0, for code scanning: https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
export const sarif: Reporter = ({ findings }) => {
  const used = rules.filter(({ id }) => findings.some(({ ruleId }) => ruleId === id));
  const log = {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: {
          driver: {
            name: 'opsbook',
            rules: used.map(({ id, summary, level }) => ({
              id,
              shortDescription: { text: summary },
              ...helpAddress(findings.find(({ ruleId }) => ruleId === id)?.url),
              defaultConfiguration: { level },
            })),
          },
        },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { ROOT: { description: { text: 'The root of the book.' } } },
        results: findings.map((finding) =>
          result(
            finding,
            used.findIndex(({ id }) => id === finding.ruleId),
          ),
        ),
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
};

/** A rule's page, where the book says the address of its site; SARIF takes no relative ones. */
function helpAddress(url: string | undefined): { readonly helpUri?: string } {
  return url !== undefined && URL.canParse(url) ? { helpUri: url } : {};
}

function result(
  { ruleId, level, message, path, line, column, endLine, endColumn }: Finding,
  ruleIndex: number,
) {
  return {
    ruleId,
    ruleIndex,
    level,
    message: { text: message },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'ROOT' },
          region: { startLine: line, startColumn: column, endLine, endColumn },
        },
      },
    ],
  };
}
