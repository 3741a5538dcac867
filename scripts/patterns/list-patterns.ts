import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';

/** A regular expression as it stands in the source. */
export interface Pattern {
  /** As in `/a+$/m`. */
  readonly text: string;
  readonly source: string;
  readonly flags: string;
  /** Where it stands first, as in `src/shell/zones.ts:60`. */
  readonly place: string;
}

/** Every regular expression that is written in `src`, each once. */
export function listPatterns(project: string): Pattern[] {
  const found = new Map<string, Pattern>();
  visitSources(project, (node, { path, file }) => {
    if (!ts.isRegularExpressionLiteral(node) || found.has(node.text)) return;
    const end = node.text.lastIndexOf('/');
    const { line } = file.getLineAndCharacterOfPosition(node.getStart());
    found.set(node.text, {
      text: node.text,
      source: node.text.slice(1, end),
      flags: node.text.slice(end + 1),
      place: `${path}:${line + 1}`,
    });
  });
  return [...found.values()];
}

/** Every regular expression that `src` makes of texts, as in `src/a.ts: new RegExp(words.join('|'))`. */
export function listBuiltPatterns(project: string): string[] {
  const found: string[] = [];
  visitSources(project, (node, { path, file }) => {
    if (!ts.isNewExpression(node) && !ts.isCallExpression(node)) return;
    if (node.expression.getText(file) !== 'RegExp') return;
    found.push(`${path}: ${node.getText(file).replace(/\s+/g, ' ')}`);
  });
  return found;
}

interface SourceFile {
  readonly path: string;
  readonly file: ts.SourceFile;
}

function visitSources(project: string, look: (node: ts.Node, source: SourceFile) => void): void {
  for (const path of globSync('src/**/*.{ts,mjs,astro}', { cwd: project }).sort()) {
    const text = readFileSync(join(project, path), 'utf8');
    // What stands around the code of an `.astro` file is read as JSX, and so are expressions in it.
    const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX);
    const visit = (node: ts.Node): void => {
      look(node, { path, file });
      ts.forEachChild(node, visit);
    };
    visit(file);
  }
}
