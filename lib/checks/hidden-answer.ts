// Finds refusals although a source looks as if it held the answer: the words that were asked for, and a piece of the kind asked for.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { anchorsAt } from '@/lib/domain/anchor/anchor-place';
import { askedAnswer } from './asked-answer';
import type { Check, CheckInput, Said } from './check';
import { shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { refusalSentence } from './refusal-sentence';

export const hiddenAnswer: Check = {
  id: 'hidden-answer',
  version: '1',
  codes: [
    {
      code: 'refusal_despite_sources',
      title: 'Refused despite sources',
      severity: 'medium',
      explanation:
        'The answer refuses although one stretch of a source holds nearly all the words that were asked for, and a number, date or name where one was asked for. Of such refusals in labelled answers more than half were to questions that other models answered without a mistake.',
    },
  ],
  run(input: CheckInput): Said[] {
    const sentence = refusalSentence(input.run.facts.output);
    if (sentence === null) return [];
    const found = askedAnswer(evidenceSpace(input), ASKED_SHARE);
    if (!found) return [];
    const { source, range, coverage, met, piece } = found;
    const words = met.slice(0, 5).map((word) => `“${word}”`);
    const held = piece === null ? '' : ` and, of the kind that was asked for, “${shorten(piece, 40)}”`;
    return [
      {
        code: 'refusal_despite_sources',
        anchors: anchorsAt(source, range, { score: Math.min(coverage, 0.99), origin: 'found', match: 'words' }),
        detail: `The answer says “${shorten(sentence, 60)}”, but ${placeName({ source, place: range })} holds ${words.join(', ')}${held}: “${shorten(source.index.text.slice(range.start, range.end), 160)}”.`,
      },
    ];
  },
};

/** Share of the question's weight that one stretch of a source holds. */
const ASKED_SHARE = 0.7;
