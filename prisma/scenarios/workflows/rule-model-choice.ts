// Which sentences of the passages answer a question: those that share most of its rarer words.
import type { ModelPassage } from './rule-model';
import { terms } from './terms';

const MAX_SENTENCES = 2;
/** The second sentence must be nearly as good as the first. */
const NEARLY = 0.8;

export function answerSentences(
  question: string,
  passages: readonly ModelPassage[],
  threshold: number,
): { passage: ModelPassage; sentence: string }[] {
  const wanted = new Set(terms(question));
  const candidates = passages.flatMap((passage) =>
    sentencesOf(passage.text).map((sentence) => ({ passage, sentence, share: share(wanted, sentence) })),
  );
  candidates.sort((a, b) => b.share - a.share);
  const best = candidates[0]?.share ?? 0;
  if (best < threshold) return [];
  const seen = new Set<string>();
  return candidates
    .filter((candidate) => candidate.share >= best * NEARLY && !seen.has(candidate.sentence) && seen.add(candidate.sentence))
    .slice(0, MAX_SENTENCES)
    .map(({ passage, sentence }) => ({ passage, sentence }));
}

export function sentencesOf(text: string): string[] {
  return [...text.matchAll(/[^.。؟?!\n]+(?:\.(?=\d)[^.。؟?!\n]*)*[.。؟?!]?/gu)]
    .map(([sentence]) => sentence.trim())
    .filter((sentence) => sentence.length > 8 || /\p{Script=Han}{4}/u.test(sentence));
}

function share(wanted: ReadonlySet<string>, sentence: string): number {
  if (wanted.size === 0) return 0;
  const has = new Set(terms(sentence));
  return [...wanted].filter((term) => has.has(term)).length / wanted.size;
}
