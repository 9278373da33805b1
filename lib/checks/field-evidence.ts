// Where a run states evidence for its fields, says which fields it left without any.
import type { Check, CheckInput, Said } from './check';
import { claimWords, counted } from './claim-words';
import { needsEvidence } from './needs-evidence';

export const fieldEvidence: Check = {
  id: 'field-evidence',
  version: '1',
  codes: [
    {
      code: 'field_without_evidence',
      title: 'Field without evidence',
      severity: 'low',
      explanation: 'The run cites evidence for other fields but none for this one.',
    },
  ],
  run({ run, readings }: CheckInput): Said[] {
    const perClaim = (run.facts.evidence ?? []).filter(({ claim }) => claim !== undefined);
    if (perClaim.length === 0) return [];
    const bare = readings.filter(({ claim, cited }) => claim.kind === 'field' && cited.length === 0 && needsEvidence(claim));
    return bare.map(({ claim }) => ({
      code: 'field_without_evidence',
      claimId: claim.claimId,
      anchors: claim.anchors,
      detail: `${claimWords(claim)} has no evidence of its own, though the run cites ${counted(perClaim.length, 'place')} for others${claim.anchors.length > 0 ? '; a place was found' : ''}.`,
    }));
  },
};
