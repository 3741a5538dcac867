import type { SignOff } from '../runbook/records/sign-offs.ts';
import type { Answers } from './review-questions.ts';

/** What a page has for which a sign-off needs evidence. */
export interface PageHas {
  /** Snippets that may be run unattended. */
  readonly verified: number;
  /** Links to other sites. */
  readonly links: number;
}

/** One who wrote something. */
export interface Author {
  readonly author: string;
  readonly email: string;
  /** Who that is by `.mailmap`. */
  readonly mapped?: { readonly author: string; readonly email: string };
}

/** What the machine knows of a runbook at the moment it is signed. */
export interface Checked {
  readonly findings: { readonly errors: number; readonly warnings: number };
  readonly links?: SignOff['links'];
  readonly snippets?: SignOff['snippets'];
  readonly alerts?: SignOff['alerts'];
  /** What the page has for which a sign-off needs evidence. */
  readonly has: PageHas;
  readonly answers: Answers;
  /** The pull request that the reviewer approved: its review stands for the answers. */
  readonly approval?: string | undefined;
  /** Where the reviewer is known from; undefined for a name that nobody here has. */
  readonly known: SignOff['known'];
  readonly commit?: string | undefined;
  /** Whether the text differs from the one committed. */
  readonly isDirty: boolean;
  /** Who changed its text since the last sign-off; undefined where nobody can tell. */
  readonly authors: readonly Author[] | undefined;
}
