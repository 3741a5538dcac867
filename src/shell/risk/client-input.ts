import type { SqlGrader } from './sql-risk.ts';

/** What a client was given to run, as far as the text shows it. */
export interface ClientInput {
  /** Bodies of here-documents and here-strings, and what `echo … |` hands over. */
  readonly input: readonly string[];
  /** Whether it reads what the text does not show: a file, or what another program prints. */
  readonly isFed: boolean;
  readonly gradeSql: SqlGrader;
}
