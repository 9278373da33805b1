// Flags of a record in a sentence: what is said to be there and is not, or is not known.
import { lexeme } from '@/lib/domain/match/match-lexeme';
import { isAdjectival, singular } from './record-fields';
import type { KnownRecord } from './record-known';
import type { RecordSaying } from './record-saying';
import type { Mention, RecordSentence } from './record-sentence';

export function flagSayings(sentence: RecordSentence, mentions: readonly Mention[], record: KnownRecord): RecordSaying[] {
  return mentions.flatMap(({ field, clause, range, standing }): RecordSaying[] => {
    if (field.value.kind !== 'flag') return [];
    const { value } = field.value;
    if (clause.isAside || (standing === null && !clause.isUnstated)) return [];
    const isDenied = standing === 'denied';
    const said = { leaves: [field.leaf], range, isDenial: isDenied };
    // Reviews may speak of what the record's own flags do not.
    const isUnsure = isHeard(sentence.lower.slice(...range), record) || (sentence.isOfReviews && isAdjectival(field));
    if (clause.isUnstated)
      return [{ ...said, topic: 'unstated', verdict: value === null ? 'agrees' : 'contradicts', isUnsure: value === false }];
    if (value === null) return [{ ...said, topic: 'flag', verdict: isDenied ? 'unknown_denied' : 'unknown', isUnsure }];
    return [{ ...said, topic: 'flag', verdict: value === isDenied ? 'contradicts' : 'agrees', isUnsure: value === isDenied && isUnsure }];
  });
}

function isHeard(phrase: string, { heard }: KnownRecord): boolean {
  const words = phrase.match(/\p{L}{3,}/gu) ?? [];
  return words.length > 0 && words.every((word) => heard.has(lexeme(singular(word))));
}
