// Everything that one sentence says of one record, held against it. The same sayings feed the sentence score and the findings.
import { figureSayings } from './record-figures';
import { flagSayings } from './record-flags';
import { hoursSayings } from './record-hours-said';
import type { KnownRecord } from './record-known';
import type { RecordSaying } from './record-saying';
import { mentionsOf, type RecordSentence } from './record-sentence';

export function sayingsOf(sentence: RecordSentence, record: KnownRecord): RecordSaying[] {
  const mentions = mentionsOf(sentence, record);
  return [
    ...flagSayings(sentence, mentions, record),
    ...(record.hours ? hoursSayings(sentence.lower, record.hours) : []),
    ...figureSayings(sentence, mentions, record),
  ];
}
