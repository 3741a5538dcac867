import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './source-digest.ts';

/** The files whose types others see: each says all of its exports' types by itself. */
const FILES = ['api/index.ts', 'api/lint.ts', 'api/find.ts', 'api/read-book.ts', 'runbook/finding.ts'];

/** Writes the declarations of what `import … from 'opsbook'` gives. @throws where one is not said by itself */
export async function writeTypes(out: string): Promise<void> {
  for (const file of FILES) {
    const { outputText, diagnostics = [] } = ts.transpileDeclaration(
      await readFile(join(ROOT, 'src', file), 'utf8'),
      { fileName: file, reportDiagnostics: true, compilerOptions: { isolatedDeclarations: true } },
    );
    const [problem] = diagnostics;
    if (problem) throw new Error(`${file}: ${ts.flattenDiagnosticMessageText(problem.messageText, '\n')}`);
    const path = join(out, file.replace(/\.ts$/, '.d.ts'));
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, outputText.replaceAll(/(from '\.{1,2}\/[^']+)\.ts'/g, "$1.js'"));
  }
}
