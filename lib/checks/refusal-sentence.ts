// The sentence in which an answer refuses, when refusing is what the answer comes to.
import { answerIn } from '@/lib/domain/assemble/assemble-text';
import { sentencesIn } from '@/lib/domain/claim/claim-sentence';
import type { Json } from '@/lib/domain/run/run';
import { refuses } from './refusal-words';

/** Sentences that are looked at: a refusal says so at once. */
const OPENING_SENTENCES = 2;
/** An answer that goes on for longer than this after refusing has answered in part. Characters. */
const REST_CHARS = 600;
const SENTENCE_CHARS = 400;
const HEAD_CHARS = 2000;

export function refusalSentence(output: Json | undefined): string | null {
  const text = output === undefined ? null : answerIn(output).value;
  if (typeof text !== 'string' || text.trim() === '') return null;
  const head = text.trim().slice(0, HEAD_CHARS);
  let offset = 0;
  let seen = 0;
  for (const line of head.split('\n')) {
    for (const [start, end] of sentencesIn(line)) {
      const words = line.slice(start, end);
      if (refuses(words) && words.length <= SENTENCE_CHARS) return text.trim().length - (offset + end) <= REST_CHARS ? words : null;
      seen += 1;
      if (seen === OPENING_SENTENCES) return null;
    }
    offset += line.length + 1;
  }
  return null;
}
