/** How much an answer may be trusted. */
export const VERDICTS = ['sure', 'likely', 'guess'] as const;
export type Verdict = (typeof VERDICTS)[number];

/** What is known of one result by words alone. */
export interface Fit {
  /** Its score as a share of what the query has to say; a little over 1 where the whole query is in one title. */
  readonly score: number;
  /** How much of the query it has, from 0 to 1. */
  readonly covered: number;
  /** How far the next result is behind it, from 0 to 1; 0 for all but the first. */
  readonly lead: number;
  /** How many words of the query the book has. */
  readonly words: number;
  /** How much of the query the book knows as it is written, from 0 to 1. */
  readonly known: number;
}

/*
 * Fitted (logistic regression) to 3,900 answers: queries of two public sites and of the demo book with the right
 * page there and with it taken away, the same queries asked of a book that is about something else, and fifty
 * things that no book is about. `tests/search/verdicts.ts` is the table that holds it.
 */
const ALWAYS = -11.3;
const OF_SCORE = 4.4;
const OF_COVERED = 1.3;
const OF_LEAD = 5.9;
const OF_KNOWN = 2;
const OF_WORDS = 1.35;
const MOST_SCORE = 1.5;
const MOST_LEAD = 0.5;

/** From this likelihood on, at least seven, or two, of ten answers were right. */
const SURE = 0.7;
const LIKELY = 0.2;

/** How likely it is that a result is the right page, from 0 to 1, where words alone tell. */
export function likelihood({ score, covered, lead, words, known }: Fit): number {
  const sum =
    ALWAYS +
    OF_SCORE * Math.min(MOST_SCORE, score) +
    OF_COVERED * covered +
    OF_LEAD * Math.min(MOST_LEAD, lead) +
    OF_KNOWN * known +
    OF_WORDS * Math.log(1 + words);
  return 1 / (1 + Math.exp(-sum));
}

/** The verdict on a result by words alone. */
export function judgeFit(fit: Fit): Verdict {
  const likely = likelihood(fit);
  return likely >= SURE ? 'sure' : likely >= LIKELY ? 'likely' : 'guess';
}

/** What was typed is short enough to be meant word by word. */
const FEW_WORDS = 5;

/** What is asked, whatever is found. */
export interface Asked {
  /** How many words, all counted. */
  readonly words: number;
  /** How surely the book has the word that it has most surely, from 0 to 1. */
  readonly surest: number;
}

/**
 * Whether a best result is like nothing that was asked: of a few words, nearly all that they say is missing, or
 * nothing stands there but words that are spelt alike.
 */
export function isLikeNothing({ score, covered, known }: Fit, { words, surest }: Asked): boolean {
  if (surest <= ONLY_SPELT_ALIKE) return true;
  return words <= FEW_WORDS && covered * known < 0.2 && score < 0.35;
}

/** What a word counts that is only spelt alike, where it is short: `nope` is not `note`. */
const ONLY_SPELT_ALIKE = 0.5;
