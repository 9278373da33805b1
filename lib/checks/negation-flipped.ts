// Finds sentences that say the opposite of the source sentence they follow.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { closeReading } from '@/lib/domain/anchor/anchor-close';
import { negationsApart } from '@/lib/domain/match/match-negation';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { evidenceSpace } from './evidence-space';

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
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    return input.readings.flatMap((reading): Said[] => {
      const { claim, best } = reading;
      const close = claim.state === 'contradicted' ? closeReading(reading, space) : null;
      const apart = close ? negationsApart(close.laid, close.sentence, close.stretch) : { wanted: [], found: [] };
      if (!best || (apart.wanted.length + apart.found.length) % 2 === 0) return [];
      const what = apart.wanted[0] === undefined ? `drops the “${apart.found[0]}” of` : `adds “${apart.wanted[0]}” to`;
      const sentence = best.source.index.text.slice(best.place.start, best.place.end);
      return [
        {
          code: 'negation_flipped',
          claimId: claim.claimId,
          anchors: claim.anchors,
          detail: `${claimWords(claim)} ${what} ${placeName(best)}: “${shorten(sentence)}”.`,
        },
      ];
    });
  },
};
