import type { Reporter } from './reporter.ts';

/** One JSON array of findings. */
export const json: Reporter = ({ findings }) => `${JSON.stringify(findings, undefined, 2)}\n`;
