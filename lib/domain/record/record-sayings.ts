// Everything that one sentence says of the records it may be about, held against them. The same sayings feed the sentence score and
// the findings.
import { figureSayings } from './record-figures';
import { flagSayings } from './record-flags';
import { hoursSayings } from './record-hours-said';
import type { KnownRecord } from './record-known';
import type { RecordSaying } from './record-saying';
import { mentionsOf, type RecordSentence, recordSentence } from './record-sentence';

export interface SayingOf {
  record: KnownRecord;
  saying: RecordSaying;
}

/** A sentence longer than this is no sentence; what stands behind is not read. */
const MAX_CHARS = 4000;

/**
 * Of several records those count that the sentence names; where it names none, what one of them bears out is not held against the
 * others.
 */
export function sayingsOf(sentence: string, records: readonly KnownRecord[]): { said: SayingOf[]; isOfReviews: boolean } {
  const text = sentence.slice(0, MAX_CHARS);
  const read = records.map((record) => ({ record, sentence: recordSentence(text, record) }));
  const named = read.filter(({ sentence }) => sentence.isNamed);
  const about = named.length > 0 ? named : read;
  const said = about.flatMap(({ record, sentence }) => sayingsIn(sentence, record).map((saying): SayingOf => ({ record, saying })));
  const borneOut = said.filter(({ saying }) => saying.verdict === 'agrees');
  return {
    said:
      about.length === 1 ? said : said.filter((one) => one.saying.verdict === 'agrees' || !borneOut.some((other) => overlaps(one, other))),
    isOfReviews: read.some(({ sentence }) => sentence.isOfReviews),
  };
}

function sayingsIn(sentence: RecordSentence, record: KnownRecord): RecordSaying[] {
  const mentions = mentionsOf(sentence, record);
  return [
    ...flagSayings(sentence, mentions, record),
    ...(record.hours ? hoursSayings(sentence.lower, record.hours) : []),
    ...figureSayings(sentence, mentions, record),
  ];
}

const overlaps = (one: SayingOf, other: SayingOf): boolean =>
  one.record !== other.record && one.saying.range[0] < other.saying.range[1] && other.saying.range[0] < one.saying.range[1];
