// The evidence engine in one call: claims cut and anchored, checks run, risk estimated. Pure: the same run and documents give the
// same evaluation.
import { applySettings } from '@/lib/domain/check-setting';
import type { Evaluation, EvaluationInput } from '@/lib/domain/evaluation';
import type { Finding } from '@/lib/domain/evidence';
import { learntRisk } from '@/lib/domain/learning/learnt-risk';
import { type ClaimRisk, claimRisk, runRisk, sentenceRisk } from '@/lib/domain/risk/risk';
import { sentenceScore } from '@/lib/domain/risk/sentence-score';
import { SHIPPED_MODEL } from '@/lib/domain/risk/shipped-model';
import { withVerified } from '@/lib/domain/risk/risk-verified';
import { shorten } from './claim-words';
import type { EvidenceSpace } from './evidence-space';
import { type ReadClaims, readClaims } from './read-claims';
import { runChecks } from './registry';
import { sentenceFeatures } from './sentence-features';
import { verifierMissing } from './verifier-missing';

/** `read` where the claims were read already. */
export function evaluateRun(input: EvaluationInput, read: ReadClaims = readClaims(input)): Evaluation {
  const said = runChecks(read);
  const findings = [...applySettings(said, input.checks ?? {}), ...omittedClaims(read)];
  const model = input.sentences ?? SHIPPED_MODEL;
  const sentences = sentenceFeatures(read, findings);
  const risks = read.readings.map((reading): ClaimRisk => {
    const { claimId, kind, path, text } = reading.claim;
    const features = sentences.features.get(claimId);
    const risk = features
      ? sentenceRisk({ reading, features, score: sentenceScore(model, features) }, findings, model)
      : claimRisk(reading, findings, said);
    return {
      kind,
      label: path || shorten(text, 50),
      risk: withVerified(risk, claimId, input.verified),
      isModelled: features !== undefined,
    };
  });
  const answer = { version: model.version, answer: model.answer, shape: sentences.shape };
  return {
    claims: read.readings.map(({ claim, fresh }, index) => ({
      ...claim,
      fresh,
      risk: risks[index]?.risk.score ?? null,
      terms: risks[index]?.risk.terms ?? [],
    })),
    findings: [...findings, ...applySettings(verifierMissing(input.verified), input.checks ?? {})],
    risk: learntRisk(
      runRisk(risks, findings, answer),
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
