// Looks up every date that the output states in all sources and in the question, in whatever form they write it.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { datesIn } from '@/lib/domain/match/match-date';
import type { Check, CheckInput, Said } from './check';
import { claimWords, counted } from './claim-words';
import { evidenceSpace } from './evidence-space';
import { type KnownFigures, knownFigures } from './known-figures';

export const dateNotInSource: Check = {
  id: 'dates',
  version: '1',
  codes: [
    {
      code: 'date_not_in_source',
      title: 'Date not in any source',
      severity: 'high',
      explanation:
        'The output states a date that stands in no source and was not in the question, whichever way it is written and whichever order of day and month the source uses.',
    },
  ],
  run(input: CheckInput): Said[] {
    const space = evidenceSpace(input);
    if (space.sources.length === 0) return [];
    const known = knownFigures(space);
    return input.readings.flatMap((reading) => {
      const missing = missingDates(reading, known);
      if (missing.length === 0) return [];
      return [
        {
          code: 'date_not_in_source',
          claimId: reading.claim.claimId,
          detail: `${claimWords(reading.claim)} states ${counted(missing.length, 'date')} that no source has: ${missing.join(', ')}.`,
        },
      ];
    });
  },
};

function missingDates({ claim }: ClaimReading, known: KnownFigures): string[] {
  if (claim.state === 'exact' || claim.state === 'normalised' || (claim.kind === 'field' && typeof claim.value !== 'string')) return [];
  return datesIn(claim.text)
    .filter(({ iso, alternative }) => !known.hasDate(iso) && !(alternative && known.hasDate(alternative)))
    .map(({ start, end }) => claim.text.slice(start, end));
}
