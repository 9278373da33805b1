// The evidence engine in one call: claims cut and anchored, checks run, risk estimated. Pure: the same run and documents give the
// same evaluation.
import { applySettings } from '@/lib/domain/check-setting';
import type { Evaluation, EvaluationInput } from '@/lib/domain/evaluation';
import type { Finding } from '@/lib/domain/evidence';
import { learntRisk } from '@/lib/domain/learning/learnt-risk';
import { claimRisk, runRisk } from '@/lib/domain/risk/risk';
import { withVerified } from '@/lib/domain/risk/risk-verified';
import { shorten } from './claim-words';
import type { EvidenceSpace } from './evidence-space';
import { type ReadClaims, readClaims } from './read-claims';
import { runChecks } from './registry';
import { verifierMissing } from './verifier-missing';

/** `read` where the claims were read already. */
export function evaluateRun(input: EvaluationInput, read: ReadClaims = readClaims(input)): Evaluation {
  const said = runChecks(read);
  const findings = [...applySettings(said, input.checks ?? {}), ...omittedClaims(read)];
  const risks = read.readings.map((reading) => {
    const { claimId, kind, path, text } = reading.claim;
    return { kind, label: path || shorten(text, 50), risk: withVerified(claimRisk(reading, findings, said), claimId, input.verified) };
  });
  return {
    claims: read.readings.map(({ claim, fresh }, index) => ({
      ...claim,
      fresh,
      risk: risks[index]?.risk.score ?? null,
      terms: risks[index]?.risk.terms ?? [],
    })),
    findings: [...findings, ...applySettings(verifierMissing(input.verified), input.checks ?? {})],
    risk: learntRisk(
      runRisk(risks, findings),
      risks.map(({ risk }) => risk),
      input,
    ),
    usedPassages: usedPassages(read),
  };
}

/** A limit that was applied is a finding. */
function omittedClaims({ omitted, readings }: ReadClaims): Finding[] {
  if (omitted === 0) return [];
  return [
    {
      code: 'output_claims_omitted',
      severity: 'medium',
      claimId: null,
      stepId: null,
      anchors: [],
      checkId: 'claims',
      checkVersion: '1',
      detail: `The output has ${readings.length + omitted} claims; the first ${readings.length} were checked, ${omitted} were not.`,
    },
  ];
}

/** Passages that some claim stands in, also where the anchor is shown in the document they were cut from. */
function usedPassages({ readings, space }: ReadClaims): number[] {
  const used = new Set<number>();
  for (const { best, claim } of readings) {
    if (best?.source.kind === 'passage' && best.source.passageOrdinal !== null && claim.state !== 'contradicted')
      used.add(best.source.passageOrdinal);
    for (const { documentId, page, quote } of claim.anchors)
      for (const ordinal of passagesWith(space, documentId, page, quote)) used.add(ordinal);
  }
  return [...used].sort((a, b) => a - b);
}

/** A claim found in the document itself uses the passages of that page that hold the quote. */
function passagesWith({ sources }: EvidenceSpace, documentId: string | null, page: number | null, quote: string): number[] {
  if (documentId === null || quote === '') return [];
  return sources.flatMap((source) => {
    const isOfPage = source.kind === 'passage' && source.documentId === documentId && (source.page === null || source.page === page);
    return isOfPage && source.passageOrdinal !== null && source.index.text.includes(quote) ? [source.passageOrdinal] : [];
  });
}
