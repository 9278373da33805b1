// Finds sentences that say the opposite of the source sentence they follow.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';

export const negationFlipped: Check = {
  id: 'negation',
  version: '1',
  codes: [
    {
      code: 'negation_flipped',
      title: 'Negation flipped',
      severity: 'high',
      explanation: 'The output follows a sentence of a source but drops or adds a “not”, so that it says the opposite.',
    },
  ],
  run: ({ readings }: CheckInput): Said[] =>
    readings.flatMap(({ claim, best, changes }): Said[] => {
      const negations = changes.filter(({ kind }) => kind === 'negation');
      if (claim.state !== 'contradicted' || !best || negations.length % 2 === 0) return [];
      const { wanted, found } = negations[0] ?? { wanted: null, found: null };
      const what = wanted === null ? `drops the “${found}” of` : `adds “${wanted}” to`;
      const sentence = best.source.index.text.slice(best.place.start, best.place.end);
      return [
        {
          code: 'negation_flipped',
          claimId: claim.claimId,
          anchors: claim.anchors,
          detail: `${claimWords(claim)} ${what} ${placeName(best)}: “${shorten(sentence)}”.`,
        },
      ];
    }),
};
