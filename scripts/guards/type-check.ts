import { join } from 'node:path';
import ts from 'typescript';

/** What is left unused is reported too, but does not show that the change itself is wrong. */
const UNUSED = new Set([6133, 6138, 6192, 6196, 6198, 6199]);

/** Says what the compiler finds wrong in a file when it has another text; undefined where nothing. */
export type TypeCheck = (file: string, text: string) => string | undefined;

/** A change that does not compile cannot pass unnoticed: `npm run check` checks the types. */
export function openTypeCheck(root: string): TypeCheck {
  const config = ts.readConfigFile(join(root, 'tsconfig.check.json'), (path) => ts.sys.readFile(path));
  const { options } = ts.parseJsonConfigFileContent(config.config, ts.sys, root);
  const texts = new Map<string, { text: string; version: number }>();
  let files: string[] = [];
  const service = ts.createLanguageService({
    getCompilationSettings: () => ({ ...options, noEmit: true }),
    getScriptFileNames: () => files,
    getScriptVersion: (path) => String(texts.get(path)?.version ?? 0),
    getScriptSnapshot: (path) => {
      const text = texts.get(path)?.text ?? ts.sys.readFile(path);
      return text === undefined ? undefined : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => root,
    getDefaultLibFileName: (own) => ts.getDefaultLibFilePath(own),
    fileExists: (path) => ts.sys.fileExists(path),
    readFile: (path) => ts.sys.readFile(path),
    readDirectory: (...all) => ts.sys.readDirectory(...all),
    directoryExists: (path) => ts.sys.directoryExists(path),
    getDirectories: (path) => ts.sys.getDirectories(path),
    ...(ts.sys.realpath ? { realpath: ts.sys.realpath } : {}),
  });
  return (file, text) => {
    const path = join(root, file);
    files = [path];
    const original = ts.sys.readFile(path) ?? '';
    texts.set(path, { text, version: (texts.get(path)?.version ?? 0) + 1 });
    const all = [...service.getSyntacticDiagnostics(path), ...service.getSemanticDiagnostics(path)];
    texts.set(path, { text: original, version: (texts.get(path)?.version ?? 0) + 1 });
    const wrong = all.find(
      ({ category, code }) => category === ts.DiagnosticCategory.Error && !UNUSED.has(code),
    );
    return wrong && `the compiler: ${ts.flattenDiagnosticMessageText(wrong.messageText, ' ')}`;
  };
}
