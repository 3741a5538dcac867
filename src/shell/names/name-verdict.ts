/** Where a file says that something is there. */
export interface NamedAt {
  /** From the top of the repository. */
  readonly path: string;
  readonly line: number;
}

/** Whether a name stands for something that is there. */
export type NameVerdict =
  /** The files that say so, and the lines on which they do. */
  | { readonly status: 'exists'; readonly files: readonly string[]; readonly at: readonly NamedAt[] }
  /** It is in another namespace, or of another object. */
  | { readonly status: 'elsewhere'; readonly place: string; readonly at: NamedAt }
  | {
      readonly status: 'absent';
      /** All that there is of the kind is known, and one of those was probably meant. */
      readonly isSure: boolean;
      readonly nearest?: string;
      /** Where the nearest one is. */
      readonly at?: NamedAt;
      /** It was there before the change that is judged. */
      readonly wasThere?: boolean;
      /** The migration that dropped it. */
      readonly dropped?: { readonly path: string; readonly line: number };
      /** Some of those that are there. */
      readonly known: readonly string[];
    }
  /** Nothing tells. */
  | { readonly status: 'unjudged' };
