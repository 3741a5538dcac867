import { GitProblem } from '../tools/git.ts';
import { UsageError } from './command.ts';

/** Waits for what asks git: what git cannot do with what was asked is wrong usage, not our fault. */
export async function orUsageError<T>(work: Promise<T>): Promise<T> {
  try {
    return await work;
  } catch (error) {
    if (error instanceof GitProblem) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
