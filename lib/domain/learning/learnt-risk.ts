// The risk of a checked run as its project knows it: the shipped score, what a project's model reads of the run, and what it adds.
import type { EvaluationInput } from '@/lib/domain/evaluation';
import type { RiskScore } from '@/lib/domain/evidence';
import { applyRiskModel } from './apply-risk-model';
import { runTemplate } from './document-template';
import { basisKeys, riskBasis } from './risk-basis';

export function learntRisk(
  shipped: RiskScore,
  claims: readonly Pick<RiskScore, 'score' | 'terms'>[],
  { run, documents, risk: model = null }: Pick<EvaluationInput, 'run' | 'documents' | 'risk'>,
): RiskScore {
  const keys = basisKeys(run.facts, runTemplate(documents.map(({ template }) => template)));
  const basis = riskBasis(shipped, claims, keys);
  return model === null ? { ...shipped, basis } : { ...shipped, basis, ...applyRiskModel(basis, shipped.modelVersion, model) };
}
