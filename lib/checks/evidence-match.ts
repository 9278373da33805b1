// Says of each claim how it stands to the sources: not there, there with differences, in several places, or otherwise.
import type { ClaimReading } from '@/lib/domain/anchor/anchor-reading';
import { pointerKeys } from '@/lib/domain/claim/claim-leaves';
import { placeName } from '@/lib/domain/anchor/anchor-cited';
import { anchorKey } from '@/lib/domain/anchor/anchor-hit';
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
      code: 'evidence_thin',
      title: 'Evidence thin',
      severity: 'low',
      explanation: 'No source holds the sentence, but one place shares a good part of its words: it may say the same in other words.',
    },
    {
      code: 'weak_match',
      title: 'Weak match',
      severity: 'low',
      explanation: 'A source holds a value near this one, but not the same: rounded, misspelled, with another sign or currency.',
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

/** In labelled answers sentences above this were marked as unsupported one time in six, below it nearly every second time. */
const THIN = 0.3;

function say(reading: ClaimReading, input: CheckInput): Said[] {
  const { claim, best, contradictedBy } = reading;
  const { claimId, anchors, candidates } = claim;
  const words = claimWords(claim);
  switch (claim.state) {
    case 'contradicted': {
      const where = best ? ` (${placeName(best)})` : '';
      const shown = contradictedBy ? `“${shorten(contradictedBy, 60)}”` : 'something else';
      return [{ code: 'evidence_contradicted', claimId, anchors, detail: `${words}: the source${where} has ${shown}.` }];
    }
    case 'missing':
      return needsEvidence(claim) ? [missing(reading, input)] : [];
    case 'ambiguous': {
      const places = Math.max(2, new Set([...anchors, ...candidates].map(anchorKey)).size);
      const detail = `${words} stands in ${places} places or more, and nothing tells which of them is meant.`;
      return [{ code: 'evidence_ambiguous', claimId, anchors: [...anchors, ...candidates], detail }];
    }
    case 'approximate': {
      // A sentence that repeats a source in nearly the same words is what answers are supposed to be.
      if (!best || claim.kind === 'sentence') return [];
      const detail = `${words} matches ${placeName(best)} only in part (${Math.round(best.score * 100)} %, ${best.match}).`;
      return [{ code: 'weak_match', claimId, anchors, detail }];
    }
    default:
      return [];
  }
}

function missing({ claim, coverage }: ClaimReading, { run }: CheckInput): Said {
  const { claimId, kind, path, value, candidates } = claim;
  const shared = `${Math.round(coverage * 100)} % of its words`;
  if (kind === 'sentence' && coverage >= THIN) {
    return { code: 'evidence_thin', claimId, detail: `${claimWords(claim)} stands in no source; the nearest place shares ${shared}.` };
  }
  const near = candidates.length > 0 ? ` The nearest place shares ${shared}.` : '';
  const schema = run.facts.outputSchema === undefined || path === null ? null : schemaAt(run.facts.outputSchema, pointerKeys(path));
  const isJudged = kind === 'field' && (typeof value === 'boolean' || isJudgement(schema));
  return {
    code: 'evidence_missing',
    claimId,
    detail: `${claimWords(claim)} stands in no source.${near}`,
    ...(isJudged ? { severity: 'low' as const } : {}),
  };
}
