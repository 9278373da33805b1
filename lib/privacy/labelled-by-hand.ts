// Test support: texts written by hand for the kinds that no arithmetic proves, in forms in which traces have them. All values are made up.
import { LABELLED_ADDRESSES } from './labelled-addresses';
import { LABELLED_CREDENTIALS } from './labelled-credentials';

export interface HandLabelled {
  /** The value stands between « and ». */
  positives: readonly string[];
  /** Nothing of the kind stands here. */
  negatives: readonly string[];
}

export const BY_HAND: Readonly<Record<string, HandLabelled>> = { ...LABELLED_ADDRESSES, ...LABELLED_CREDENTIALS };

/** The values of a positive, and the text without the signs around them. */
export function readHandLabelled(positive: string): { text: string; values: string[] } {
  return { text: positive.replace(/[«»]/g, ''), values: [...positive.matchAll(/«([^»]*)»/g)].map((match) => match[1] ?? '') };
}
