// What a sentence says of a record, once it was held against it.
import type { RecordLeaf } from './record-text';

export const SAYING_TOPICS = ['flag', 'hours', 'days', 'closed', 'number', 'rating', 'text', 'unstated'] as const;
export type SayingTopic = (typeof SAYING_TOPICS)[number];

export interface RecordSaying {
  topic: SayingTopic;
  /** unknown: the record has null there · unknown_denied: it says `not` where the record has null. */
  verdict: 'agrees' | 'contradicts' | 'unknown' | 'unknown_denied';
  /** The places that it speaks of, the first one above all. */
  leaves: RecordLeaf[];
  /** What it says, in the sentence. */
  range: [number, number];
  /** The sentence says that it is not so. */
  isDenial?: boolean;
  /** Something else in the record speaks of it as well, or it tells what people said: a person may see it otherwise. */
  isUnsure: boolean;
}
