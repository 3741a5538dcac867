import type { RefusalCode } from './run-protocol.ts';

/** What the run service will not do, in a sentence for whoever asked. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  /** The param that it is about. */
  readonly param: string | undefined;

  constructor(code: RefusalCode, words: string, param?: string) {
    super(words);
    this.code = code;
    this.param = param;
  }
}
