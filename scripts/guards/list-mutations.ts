import ts from 'typescript';

/** What a mutation changes, in the words that are printed. */
export const MUTATION_KINDS = ['constant', 'comparison', 'condition', 'list entry', 'early return'] as const;
export type MutationKind = (typeof MUTATION_KINDS)[number];

/** One change of a source text that a test should notice. */
export interface Mutation {
  readonly kind: MutationKind;
  /** The function or the constant around it. */
  readonly within: string;
  /** From 1. */
  readonly line: number;
  /** The lines around the change, before and after, as one line each: they name it when other lines have moved. */
  readonly was: string;
  readonly becomes: string;
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

type Edit = Pick<Mutation, 'kind' | 'start' | 'end' | 'text'>;

/** An operator that lets one more or one less through, or the opposite ones. */
const OTHER_COMPARISON: Readonly<Record<string, string>> = {
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '===': '!==',
  '!==': '===',
};

/** Lists every mutation of a TypeScript file, in the order of its text. */
export function listMutations(path: string, text: string): Mutation[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const mutations: Mutation[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    if (ts.isImportDeclaration(node) || ts.isThrowStatement(node)) return;
    for (const edit of editsOf(node, file)) mutations.push(describeEdit(edit, { node, file }));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return mutations.toSorted((a, b) => a.start - b.start);
}

/** The text of a file with a mutation made. */
export function mutate(text: string, { start, end, text: put }: Mutation): string {
  return text.slice(0, start) + put + text.slice(end);
}

function describeEdit(edit: Edit, { node, file }: { node: ts.Node; file: ts.SourceFile }): Mutation {
  const { text } = file;
  const first = text.lastIndexOf('\n', edit.start - 1) + 1;
  const after = text.indexOf('\n', edit.end);
  const last = after < 0 ? text.length : after;
  return {
    ...edit,
    within: nameAround(node),
    line: file.getLineAndCharacterOfPosition(edit.start).line + 1,
    was: oneLine(text.slice(first, last)),
    becomes: oneLine(text.slice(first, edit.start) + edit.text + text.slice(edit.end, last)),
  };
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

function nameAround(node: ts.Node): string {
  for (let at = node; !ts.isSourceFile(at); at = at.parent) {
    if (ts.isFunctionDeclaration(at) || ts.isMethodDeclaration(at) || ts.isClassDeclaration(at))
      return at.name?.getText() ?? '';
    if (ts.isVariableStatement(at) && ts.isSourceFile(at.parent))
      return at.declarationList.declarations[0]?.name.getText() ?? '';
  }
  return '';
}

function editsOf(node: ts.Node, file: ts.SourceFile): Edit[] {
  if (ts.isNumericLiteral(node)) return constant(node, `${Number(node.text.replaceAll('_', '')) + 1}`);
  // A file that is made, and may be there.
  if (ts.isStringLiteral(node) && node.text === 'wx') return constant(node, "'w'");
  if (node.kind === ts.SyntaxKind.TrueKeyword) return constant(node, 'false');
  if (node.kind === ts.SyntaxKind.FalseKeyword) return constant(node, 'true');
  if (ts.isRegularExpressionLiteral(node)) return anchors(node);
  if (ts.isBinaryExpression(node)) return binary(node);
  if (ts.isConditionalExpression(node)) return [negated(node.condition)];
  if (ts.isArrayLiteralExpression(node)) return entries(node);
  if (ts.isObjectLiteralExpression(node) && isTable(node)) return withoutEach(node.properties, file.text);
  if (ts.isIfStatement(node)) return branch(node);
  return [];
}

function constant(node: ts.Node, text: string): Edit[] {
  const { parent } = node;
  // A name of a property is no constant.
  if (ts.isPropertyAssignment(parent) && parent.name === node) return [];
  // As in `list[at] ?? 0`: the compiler asks for it, although `at` is always in the list.
  if (ts.isBinaryExpression(parent) && parent.right === node && ts.isElementAccessExpression(parent.left))
    if (parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) return [];
  return [{ kind: 'constant', start: node.getStart(), end: node.end, text }];
}

/** A guard's pattern that no longer holds to the beginning or the end of its text. */
function anchors(node: ts.RegularExpressionLiteral): Edit[] {
  const start = node.getStart();
  const [, source = ''] = /^\/(.*)\/\w*$/s.exec(node.text) ?? [];
  const without = (at: number): Edit => ({
    kind: 'comparison',
    start: start + 1 + at,
    end: start + 2 + at,
    text: '',
  });
  const isEnd = source.length > 1 && source.endsWith('$') && !/(^|[^\\])(\\\\)*\\\$$/.test(source);
  return [
    ...(source.length > 1 && source.startsWith('^') ? [without(0)] : []),
    ...(isEnd ? [without(source.length - 1)] : []),
  ];
}

function binary(node: ts.BinaryExpression): Edit[] {
  const { left, right, operatorToken } = node;
  const operator = operatorToken.getText();
  const other = OTHER_COMPARISON[operator];
  if (other !== undefined)
    return [{ kind: 'comparison', start: operatorToken.getStart(), end: operatorToken.end, text: other }];
  if (operator !== '&&' && operator !== '||') return [];
  // Without the one, and without the other.
  const start = node.getStart();
  const isChain = ts.isBinaryExpression(left) && left.operatorToken.kind === operatorToken.kind;
  return [
    { kind: 'condition', start: left.end, end: node.end, text: '' },
    // In a chain the left side is a condition of its own, whose parts are left out one by one.
    ...(isChain ? [] : [{ kind: 'condition', start, end: right.getStart(), text: '' } as const]),
  ];
}

function negated(condition: ts.Expression): Edit {
  const text = condition.getText();
  return { kind: 'condition', start: condition.getStart(), end: condition.end, text: `!(${text})` };
}

/** A list inside a list is one thing, as in `['10.0.0.0', 8]`: it goes as a whole. */
function entries(node: ts.ArrayLiteralExpression): Edit[] {
  if (ts.isArrayLiteralExpression(node.parent)) return [];
  return withoutEach(node.elements, node.getSourceFile().text);
}

/** A table stands by itself; a record that is handed over is none, and names of things guard nothing. */
function isTable(node: ts.ObjectLiteralExpression): boolean {
  let at: ts.Node = node.parent;
  while (ts.isAsExpression(at) || ts.isSatisfiesExpression(at)) at = at.parent;
  const isConstant = ts.isVariableDeclaration(at) && ts.isSourceFile(at.parent.parent.parent);
  return isConstant && node.properties.length > 2 && !node.properties.every(isWord);
}

/** As in `fresh: 'fresh'`. */
function isWord(property: ts.ObjectLiteralElementLike): boolean {
  return ts.isPropertyAssignment(property) && ts.isStringLiteralLike(property.initializer);
}

function withoutEach(list: ts.NodeArray<ts.Node>, text: string): Edit[] {
  return [...list].map((one) => {
    const comma = /^\s*,/.exec(text.slice(one.end))?.[0].length ?? 0;
    return { kind: 'list entry', start: one.getStart(), end: one.end + comma, text: '' };
  });
}

/** An early return that is gone, and one for the others. */
function branch({ expression, thenStatement, elseStatement }: ts.IfStatement): Edit[] {
  const { parent } = expression;
  const isEarly = !elseStatement && leaves(thenStatement);
  const gone: Edit = { kind: 'early return', start: parent.getStart(), end: parent.end, text: ';' };
  return isEarly ? [gone, negated(expression)] : [negated(expression)];
}

function leaves(statement: ts.Statement): boolean {
  const last = ts.isBlock(statement) ? statement.statements.at(-1) : statement;
  if (!last) return false;
  return (
    ts.isReturnStatement(last) ||
    ts.isThrowStatement(last) ||
    ts.isContinueStatement(last) ||
    ts.isBreakStatement(last)
  );
}
