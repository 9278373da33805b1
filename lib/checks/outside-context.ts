// Finds claims whose evidence stands only in parts of a document that the model was never given.
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import type { Check, CheckInput, Said } from './check';
import { claimWords } from './claim-words';

export const outsideContext: Check = {
  id: 'outside-context',
  version: '1',
  codes: [
    {
      code: 'evidence_outside_context',
      title: 'Evidence outside the context',
      severity: 'low',
      explanation:
        'The claim is right by the document, but the model did not have that part of it: it knew from elsewhere, or the trace does not show all it was given.',
    },
  ],
  run({ run, readings }: CheckInput): Said[] {
    const hasContext = run.passages.length > 0 || (run.facts.contextRefs?.length ?? 0) > 0;
    if (!hasContext) return [];
    return readings.flatMap(({ claim, best }): Said[] => {
      if (!best || best.isGiven || claim.anchors.length === 0 || claim.state === 'contradicted') return [];
      return [
        {
          code: 'evidence_outside_context',
          claimId: claim.claimId,
          anchors: claim.anchors,
          detail: `${claimWords(claim)} stands on ${placeName(best)}, which was not in the run's context.`,
        },
      ];
    });
  },
};
