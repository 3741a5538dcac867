import { validate, ValidationCode } from 'dockerfile-utils';
import { offsetOfLine } from '../../runbook/read/source-text.ts';
import { dockerfileExcerpt } from './excerpt.ts';
import { rangeAt } from './syntax.ts';
import type { Parser } from './syntax.ts';

export const dockerfile: Parser = (text) => {
  // A part of a Dockerfile needs no FROM.
  const errors = validate(dockerfileExcerpt(text)).filter(({ severity }) => severity === 1);
  const problem = errors.find(({ code }) => code !== ValidationCode.NO_SOURCE_IMAGE);
  if (!problem) return undefined;
  const { line, character } = problem.range.start; // both start at 0
  const offset = (offsetOfLine(text, line + 1) ?? 0) + character;
  return { ...rangeAt(text, offset), reason: `Docker says ${String(problem.message).replace(/\.$/, '')}` };
};
