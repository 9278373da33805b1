// The leaves of a record with typed values and the phrases that people use for their keys, whatever the schema.
import { GENERIC_KEY_WORDS, GROUP_NAMES, SPOKEN } from './record-vocabulary';
import type { RecordLeaf } from './record-text';

export type FieldValue = { kind: 'flag'; value: boolean | null } | { kind: 'number'; value: number } | { kind: 'text'; value: string };

export interface RecordField {
  leaf: RecordLeaf;
  value: FieldValue;
  /** The key's own words, lower case, generic ones left out. */
  name: string;
  /** Ways to say it; the first is the name. */
  phrases: string[][];
  /** A word that has to stand in the same sentence: `street` is about parking only beside “parking”. */
  beside: string | null;
  /** The words of the key above. */
  group: string;
  /** Null where a group of flags would stand, so that its own word speaks of it. */
  isEmptyGroup: boolean;
}

const COLLECTIONS =
  /(?:attributes?|amenit\w+|features?|services?|options?|flags?|facilit\w+|details?|settings?|properties|info|data|status|policies|policy|extras)$/u;
/** Groups whose keys are adjectives that are used alone. */
const ADJECTIVES = /(?:ambien\w*|ambian\w*|atmosphere|mood|style|tags?|vibes?)$/u;

export function fieldOf(leaf: RecordLeaf): RecordField {
  const own = leaf.keys.filter((key) => !/^\d+$/u.test(key));
  const name = wordsOfKey(own.at(-1) ?? '').join(' ');
  const group = wordsOfKey(own.at(-2) ?? '').join(' ');
  const whole = leaf.value === null ? (GROUP_NAMES[name.split(' ').at(-1) as string] ?? []) : [];
  const phrases = [name, ...(SPOKEN[name] ?? []), ...whole, ...lastWords(name)]
    .map(tokensOf)
    .filter((tokens) => tokens.join('').length > 1);
  const isModifier =
    !leaf.isListed && own.length > 1 && !name.includes(' ') && group !== '' && !COLLECTIONS.test(group) && !ADJECTIVES.test(group);
  return {
    leaf,
    value: typedValue(leaf.value),
    name,
    phrases,
    beside: isModifier ? (group.split(' ').at(-1) as string) : null,
    group,
    isEmptyGroup: whole.length > 0,
  };
}

export const isAdjectival = ({ group }: RecordField): boolean => ADJECTIVES.test(group);

/** `business stars` is said as `stars`: what a number is called stands last. */
const lastWords = (name: string): string[] => {
  const last = name.split(' ').at(-1) as string;
  return last !== name && SPOKEN[last] && /^(?:stars|rating|total|price|quantity|phone)$/u.test(last) ? [last, ...SPOKEN[last]] : [];
};

export function typedValue(value: RecordLeaf['value']): FieldValue {
  if (value === null || typeof value === 'boolean') return { kind: 'flag', value };
  if (typeof value === 'number') return { kind: 'number', value };
  const word = value.trim().toLowerCase();
  if (/^(?:no|none|false|not available|unavailable)$/u.test(word)) return { kind: 'flag', value: false };
  if (/^(?:yes|free|true|available|included)$/u.test(word)) return { kind: 'flag', value: true };
  if (/^(?:unknown|n\/a|null|not specified|unspecified|-|)$/u.test(word)) return { kind: 'flag', value: null };
  return { kind: 'text', value };
}

/** `RestaurantsGoodForGroups` is about groups, `free_cancellation` about a free cancellation. */
export function wordsOfKey(key: string): string[] {
  const words = key
    .slice(0, 80)
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const joined = words
    .join(' ')
    .replace(/\bwi fi\b/u, 'wifi')
    .split(' ');
  const kept = joined.filter((word) => !GENERIC_KEY_WORDS.has(word));
  return kept.length > 0 ? kept : joined;
}

/** Words as sentences and phrases are compared: lower case, hyphens apart, a plural as its singular. */
export const tokensOf = (text: string): string[] => [...text.toLowerCase().matchAll(/[\p{L}\p{N}]+/gu)].map(([word]) => singular(word));

export function singular(word: string): string {
  if (word.length < 5 || !word.endsWith('s') || word.endsWith('ss')) return word;
  return word.endsWith('ies') ? `${word.slice(0, -3)}y` : word.slice(0, -1);
}
