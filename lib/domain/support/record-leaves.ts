// A record as typed leaves with the words that people use for their keys, whatever the schema.
export type LeafValue = { kind: 'flag'; value: boolean | null } | { kind: 'number'; value: number } | { kind: 'text'; value: string };

export interface RecordLeaf {
  path: string[];
  /** Phrases that speak of this leaf, lower case; the first is the key itself. */
  phrases: string[];
  /** A word that has to stand in the same sentence: `street` is about parking only beside “parking”. */
  beside: string | null;
  value: LeafValue;
  /** It stands in a list: one of several, not the record's own. */
  isListed: boolean;
}

const MAX_LEAVES = 2000;

export function recordLeaves(record: Record<string, unknown>): RecordLeaf[] {
  const leaves: RecordLeaf[] = [];
  const open: { path: string[]; value: unknown; isListed: boolean }[] = [{ path: [], value: record, isListed: false }];
  while (open.length > 0 && leaves.length < MAX_LEAVES) {
    const { path, value, isListed } = open.shift() as (typeof open)[number];
    if (Array.isArray(value)) {
      for (const [index, one] of value.entries()) open.push({ path: [...path, String(index)], value: one, isListed: true });
    } else if (typeof value === 'object' && value !== null) {
      for (const [key, one] of Object.entries(value)) open.push({ path: [...path, key], value: one, isListed });
    } else {
      const typed = typedValue(value);
      if (typed) leaves.push({ path, ...spokenOf(path), value: typed, isListed });
    }
  }
  return leaves;
}

function typedValue(value: unknown): LeafValue | null {
  if (value === null || typeof value === 'boolean') return { kind: 'flag', value };
  if (typeof value === 'number') return { kind: 'number', value };
  if (typeof value !== 'string') return null;
  const word = value.trim().toLowerCase();
  if (/^(?:no|none|false|not available|unavailable)$/u.test(word)) return { kind: 'flag', value: false };
  if (/^(?:yes|free|true|available)$/u.test(word)) return { kind: 'flag', value: true };
  if (/^(?:unknown|n\/a|null|)$/u.test(word)) return { kind: 'flag', value: null };
  return { kind: 'text', value };
}

/** Words of keys that say nothing by themselves. */
const GENERIC = /^(?:business|restaurants?|has|is|good|for|allows?|offers?|accepts?|attributes?|caters|the|of|and|type|info)$/u;
/** Other ways to say a key's words. */
const SAID: Record<string, string[]> = {
  'take out': ['takeout', 'take-out', 'takeaway', 'to go', 'to-go'],
  takeout: ['take out', 'take-out', 'takeaway', 'to go', 'to-go'],
  wifi: ['wi-fi', 'wireless internet', 'internet access'],
  'wi fi': ['wifi', 'wi-fi', 'internet access'],
  groups: ['group', 'large parties', 'parties'],
  reservations: ['reservation', 'reserve a table', 'booking'],
  'outdoor seating': ['outdoor dining', 'patio', 'outside seating', 'seating outdoors', 'outdoor area', 'dine outdoors'],
  kids: ['children', 'families', 'family-friendly', 'kid-friendly'],
  dogs: ['dog', 'pets', 'pet-friendly', 'dog-friendly'],
  music: ['live music'],
  delivery: ['delivers', 'home delivery'],
};

/** Parents whose keys are adjectives that are used alone. */
const ADJECTIVES = /ambien|ambian|atmosphere|mood|style|tags?$/iu;

function spokenOf(path: readonly string[]): { phrases: string[]; beside: string | null } {
  const key = wordsOfKey(path.at(-1) ?? '').join(' ');
  const parent = wordsOfKey(path.at(-2) ?? '').at(-1) ?? null;
  const phrases = [key, ...(SAID[key] ?? [])].filter((phrase) => phrase.length > 2);
  return { phrases, beside: path.length > 2 && parent !== null && !ADJECTIVES.test(path.at(-2) ?? '') ? parent : null };
}

function wordsOfKey(key: string): string[] {
  const words = key
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
  const joined = words.join(' ').replace(/\bwi fi\b/u, 'wifi');
  const kept = joined.split(' ').filter((word) => !GENERIC.test(word));
  return kept.length > 0 ? kept : words;
}
