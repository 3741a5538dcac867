/** Places, each once, and how much all that stands there weighs. */
export interface Summed {
  readonly places: Int32Array;
  readonly sums: Float64Array;
}

/** Where a word stands, whatever the field. */
export interface PlacesOfWord {
  readonly inEntries: Summed;
  readonly inSections: Summed;
}
