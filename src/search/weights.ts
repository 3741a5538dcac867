/**
 * How much each kind of evidence counts. Chosen on runbooks and queries of three public sites together; no
 * single value is worth much, and none was chosen for one site.
 */
export interface Weights {
  /** Where in a page a word stands (BM25F: Robertson, Zaragoza, 2004). */
  readonly title: number;
  readonly told: number;
  readonly place: number;
  readonly heading: number;
  readonly lead: number;
  readonly text: number;
  readonly code: number;
  /** How soon more of the same word stops counting. */
  readonly saturation: number;
  /** How much length counts against a text; a title is never long. */
  readonly lengthOfTitle: number;
  readonly lengthOfLead: number;
  readonly lengthOfText: number;
  /** Under 1, rare words count less than their rarity says. */
  readonly rarity: number;
  /** The best section of a page, beside the page as a whole. */
  readonly section: number;
  /** The second-best section, so that a page about a thing comes before one that speaks of it once. */
  readonly secondSection: number;
  readonly sectionSaturation: number;
  /** How much of the title is in the query: of the whole score, and by itself. */
  readonly titleCovered: number;
  readonly titleWords: number;
  /** A symptom line or a rule's text whose words are in the query. */
  readonly toldLine: number;
  /** Two words of the query side by side in title, headings or lead. */
  readonly pair: number;
  /** A whole name, beside its parts. */
  readonly wholeName: number;
  /** A whole name that one page alone has, beside its words; of two or three each gets its share. */
  readonly rareName: number;
  /** A run of words that one entry alone shows as a machine prints it; of two or three each gets its share. */
  readonly quoted: number;
  /** The parts of a name that the book does not know, in a longer text: most likely somebody's pod. */
  readonly unknownName: number;
  readonly number: number;
  /** Two words of the query that the book writes as one. */
  readonly joined: number;
  /** The other form of a word that the book abbreviates. */
  readonly acronym: number;
  /** The other form of what everybody says in short, as `pvc`. */
  readonly shortName: number;
  /** A word that runbooks about a well-known error in the query have. */
  readonly hint: number;
  /** Guides, services and other pages that are no runbooks, when words alone tell. */
  readonly noRunbook: number;
  /** How often a word of a long paste may count. */
  readonly repeated: number;
}

export const WEIGHTS: Weights = {
  title: 8,
  told: 5,
  place: 1,
  heading: 1,
  lead: 2,
  text: 1,
  code: 0.5,
  saturation: 4.5,
  lengthOfTitle: 0.1,
  lengthOfLead: 0.4,
  lengthOfText: 0.75,
  rarity: 0.7,
  section: 0.5,
  secondSection: 0.3,
  sectionSaturation: 1.8,
  titleCovered: 0.15,
  titleWords: 0.3,
  toldLine: 1,
  pair: 0.6,
  wholeName: 0.5,
  rareName: 2,
  quoted: 1,
  unknownName: 0.8,
  number: 0.4,
  joined: 0.6,
  acronym: 0.6,
  shortName: 1,
  hint: 0.5,
  noRunbook: 0.5,
  repeated: 4,
};
