// What a recogniser is: where a value of its kind can begin, what it looks like, and the arithmetic that proves it.

/** What surrounds a candidate. Texts are in lower case. */
export interface Surroundings {
  /** Up to 48 characters before it, after the name of the field that holds it. */
  before: string;
  /** Up to 24 characters after it. */
  after: string;
  /** Regions by whose rules a phone number without a country code is read, e.g. `US`. */
  phoneRegions: readonly string[];
}

export interface Reading {
  /** Offsets in the text, UTF-16. */
  start: number;
  end: number;
  /** In the one form that equal values share: NFKC, lower case, without separators, E.164. */
  value: string;
  /** How sure the form and the arithmetic alone are, 0 to 1; the words around it move it. */
  strength: number;
}

/** `digits`: at a word that begins with a digit, a plus or a bracket; `letters`: at a word of letters that digits follow. */
export type Anchor = 'digits' | 'letters';

export interface Recogniser {
  /** Stands in the token: letters and underscores. */
  id: string;
  title: string;
  /** For people; invented. */
  example: string;
  /** Whether arithmetic or a fixed form proves a value, beyond its looks. */
  isChecksummed: boolean;
  /** Words that speak for it when they stand near. */
  words: RegExp | null;
  /** Whether it may speak inside ids of runs and steps, where a false alarm would break references. */
  isSafeInIds?: boolean;
  find: AnchoredFind | WholeFind;
}

/** Looks at one place that its anchor found. The pattern is sticky and bounded: no attempt reads more than `reach` characters. */
export interface AnchoredFind {
  anchor: Anchor;
  pattern: RegExp;
  reach: number;
  read(match: string, around: Surroundings): { value: string; strength: number; length?: number } | null;
}

/** Goes through the text itself, in one pass that must be linear. */
export interface WholeFind {
  anchor: null;
  /** A necessary condition that costs next to nothing. */
  isWorthIt(text: string, keyWords?: string): boolean;
  /** `keyWords` is the name of the field that holds the text, as words. */
  readings(text: string, meter: Meter, keyWords?: string): Iterable<Reading>;
}

/** Counts what a scan looks at, so that tests can hold it to a straight line. */
export interface Meter {
  steps: number;
}
