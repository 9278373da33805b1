// Says of each claim how it stands to the sources: not there, there with differences, in several places, or otherwise.
import type { ClaimReading } from '@/lib/domain/anchor-reading';
import { pointerKeys } from '@/lib/domain/claim-leaves';
import { placeName } from '@/lib/domain/anchor-cited';
import { needsEvidence } from './needs-evidence';
import type { Check, CheckInput, Said } from './check';
import { claimWords, shorten } from './claim-words';
import { isJudgement, schemaAt } from './schema-at';

export const evidenceMatch: Check = {
  id: 'evidence-match',
  version: '1',
  codes: [
    {
      code: 'evidence_missing',
      title: 'Evidence missing',
      severity: 'medium',
      explanation:
        'No source holds the claim, in any form. The best places are shown, for a person to decide whether they bear it out in other words.',
    },
    {
      code: 'weak_match',
      title: 'Weak match',
      severity: 'low',
      explanation: 'A source holds something near the claim, but not the claim itself: words differ, or its pieces stand apart.',
    },
    {
      code: 'evidence_ambiguous',
      title: 'Evidence ambiguous',
      severity: 'low',
      explanation: 'The value stands in several places, and nothing tells which of them it was taken from.',
    },
    {
      code: 'evidence_contradicted',
      title: 'Source says otherwise',
      severity: 'high',
      explanation: 'The place that speaks about the claim gives another value.',
    },
  ],
  run: (input: CheckInput): Said[] => input.readings.flatMap((reading) => say(reading, input)),
};

function say(reading: ClaimReading, { run }: CheckInput): Said[] {
  const { claim, best, contradictedBy } = reading;
  const { claimId, anchors, state } = claim;
  const words = claimWords(claim);
  if (state === 'contradicted') {
    const where = best ? ` (${placeName(best)})` : '';
    return [
      {
        code: 'evidence_contradicted',
        claimId,
        anchors,
        detail: `${words}: the source${where} has ${contradictedBy ? `“${shorten(contradictedBy, 60)}”` : 'something else'}.`,
      },
    ];
  }
  if (state === 'missing') {
    const schema =
      run.facts.outputSchema === undefined || claim.path === null ? null : schemaAt(run.facts.outputSchema, pointerKeys(claim.path));
    const isJudged = claim.kind === 'field' && (typeof claim.value === 'boolean' || isJudgement(schema));
    const near = claim.candidates.length > 0 ? ` The nearest place shares ${Math.round(reading.coverage * 100)} % of its words.` : '';
    return needsEvidence(claim)
      ? [
          {
            code: 'evidence_missing',
            claimId,
            detail: `${words} stands in no source.${near}`,
            ...(isJudged ? { severity: 'low' as const } : {}),
          },
        ]
      : [];
  }
  if (state === 'ambiguous')
    return [
      {
        code: 'evidence_ambiguous',
        claimId,
        anchors: [...anchors, ...claim.candidates],
        detail: `${words} stands in ${1 + claim.candidates.length} places or more, none of them named for it.`,
      },
    ];
  if (state !== 'approximate' || !best || isHarmless(reading)) return [];
  return [
    {
      code: 'weak_match',
      claimId,
      anchors,
      detail: `${words} matches ${placeName(best)} only in part (${Math.round(best.score * 100)} %, ${best.match}).`,
    },
  ];
}

/** A sentence that repeats nearly all of a source's words in its own order is what answers are supposed to be. */
function isHarmless({ claim, best }: ClaimReading): boolean {
  return claim.kind === 'sentence' && best !== null && best.score >= 0.9;
}
