// To which term of a risk each measured feature belongs, by the beginning of its name.
import type { TermGroup } from '@/lib/domain/evidence';

const GROUPS: readonly (readonly [RegExp, TermGroup])[] = [
  [/^(?:numbers|quotes)/u, 'numbers'],
  [/^names/u, 'names'],
  [/^(?:new|word|rarity|asked|items)_/u, 'new_words'],
  [/^(?:pairs|triples|skips|copied|grams)_/u, 'phrases'],
  [/^(?:window|clause|clauses|negat|quantified)/u, 'window'],
  [/^(?:says|list_item|short|record_praise|article_hedge)/u, 'wording'],
  [/^cites/u, 'citation'],
  [/^(?:rest|near|said|answer|question)_/u, 'answer'],
  [/^(?:place|length|is)_/u, 'place'],
  [/^(?:state|anchor)_/u, 'evidence'],
  [/^code_/u, 'checks'],
];

/** Features that no other group claims are those of records. */
export const featureGroup = (name: string): TermGroup => GROUPS.find(([pattern]) => pattern.test(name))?.[1] ?? 'record';
