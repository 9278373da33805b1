// What stands around a sentence: the rest of its answer, its place there, and how well the context meets the question at all.
import { isRefusal } from '@/lib/domain/claim/claim-noise';
import type { SupportContext } from './support-context';
import type { AnswerSentence, Features } from './support-features';
import { freshIn } from './support-new-words';
import { bestWindow, covered } from './support-window';
import type { Word } from './support-words';

/** The features of each sentence that come from its answer as a whole. */
export function answerAround(context: SupportContext, answer: string, sentences: readonly AnswerSentence[]): Features[] {
  const fresh = sentences.map(({ words }) => freshIn(words, context));
  const contents = sentences.map(({ words }) => words.filter(({ isContent }) => isContent));
  const allFresh = sum(fresh.map(({ length }) => length));
  const allContent = Math.max(1, sum(contents.map(({ length }) => length)));
  const asked = askedIn(context);
  const refuses = isRefusal(answer) ? 1 : 0;
  const counts = sentencesWithStem(sentences);
  const before = new Set<string>();
  return sentences.map(({ words }, index) => {
    const [own, content] = [fresh[index] ?? [], contents[index] ?? []];
    const around = [index - 1, index + 1].filter((at) => sentences[at]);
    const features: Features = {
      rest_new: allFresh / allContent,
      rest_other_new: (allFresh - own.length) / Math.max(1, allContent - content.length),
      near_new: sum(around.map((at) => fresh[at]?.length ?? 0)) / Math.max(1, sum(around.map((at) => contents[at]?.length ?? 0))),
      new_said_elsewhere: own.filter(({ stem }) => (counts.get(stem) ?? 0) > 1).length / Math.max(1, own.length),
      new_said_before: own.filter(({ stem }) => before.has(stem)).length,
      said_before: content.filter(({ stem }) => before.has(stem)).length / Math.max(1, content.length),
      answer_refuses: refuses,
      place_index: Math.min(index, 12),
      place_share: sentences.length > 1 ? index / (sentences.length - 1) : 0.5,
      place_last: index === sentences.length - 1 ? 1 : 0,
      place_count: Math.log(sentences.length),
      length_words: Math.log(1 + words.length),
      length_ratio: Math.log((1 + answer.length) / (1 + context.text.length)),
      length_context: Math.log(1 + context.words.length),
      is_record: context.shape === 'record' ? 1 : 0,
      is_article: context.shape === 'article' ? 1 : 0,
      ...asked,
    };
    for (const { stem } of words) before.add(stem);
    return features;
  });
}

/** How well the context meets the question: an answer to what the context does not speak of is made up. */
function askedIn(context: SupportContext): Features {
  const wanted = new Map(context.question.map(({ stem }) => [stem, context.background(stem)]));
  const unmet = context.question.filter(({ stem }) => !context.stems.has(stem));
  return {
    question_passage: Math.max(0, ...context.passages.map((stems) => covered(wanted, (stem) => stems.has(stem)))),
    question_whole: covered(wanted, (stem) => context.stems.has(stem)),
    question_sentence: bestWindow(wanted, context, 1).coverage,
    question_rarest: Math.max(0, ...unmet.map(({ stem }) => context.background(stem))),
  };
}

function sentencesWithStem(sentences: readonly { words: readonly Word[] }[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { words } of sentences)
    for (const stem of new Set(words.map((word) => word.stem))) counts.set(stem, (counts.get(stem) ?? 0) + 1);
  return counts;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
