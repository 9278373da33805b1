// Collects the evidence of a decision: what the reviewer points at, and what they were shown for each claim they judged.
import 'server-only';
import type { DecisionBody } from '@/lib/domain/review/review-submission';
import type { EvidenceSnapshot } from '@/lib/domain/review/review-record';
import type { ReviewEvidence } from '@/lib/domain/review/review-verdict';
import type { FieldProblem } from '@/lib/errors';
import type { Tx } from '@/lib/data/database';
import type { DecidedEvidence } from './review-decision-events';
import { documentTitles, locateEvidence, shownEvidence } from './review-evidence';
import type { ReviewSubject } from './review-subject';

const SHOWN_ANCHORS = 5;

export async function decideEvidence(
  tx: Tx,
  projectId: string,
  subject: ReviewSubject,
  { verdicts, omissions }: DecisionBody,
): Promise<DecidedEvidence & { problems: FieldProblem[] }> {
  const problems: FieldProblem[] = [];
  const locate = async (evidence: ReviewEvidence | undefined, path: string): Promise<EvidenceSnapshot | null> => {
    if (!evidence) return null;
    const located = await locateEvidence(tx, projectId, subject, evidence);
    if ('snapshot' in located) return located.snapshot;
    problems.push({ ...located.problem, path: `${path}/evidence${located.problem.path}` });
    return null;
  };
  const ofVerdicts: (EvidenceSnapshot | null)[] = [];
  for (const [index, { evidence }] of verdicts.entries()) ofVerdicts.push(await locate(evidence, `/verdicts/${index}`));
  const ofOmissions: (EvidenceSnapshot | null)[] = [];
  for (const [index, { evidence }] of omissions.entries()) ofOmissions.push(await locate(evidence, `/omissions/${index}`));
  const judged = new Set(verdicts.map(({ claim_id }) => claim_id));
  const shown = subject.claims
    .filter(({ claimId }) => judged.has(claimId))
    .map(({ claimId, anchors, candidates }) => ({ claimId, anchors: (anchors.length > 0 ? anchors : candidates).slice(0, SHOWN_ANCHORS) }));
  const titles = await documentTitles(
    tx,
    projectId,
    shown.flatMap(({ anchors }) => anchors),
  );
  return {
    ofVerdicts,
    ofOmissions,
    shown: new Map(shown.map(({ claimId, anchors }) => [claimId, shownEvidence(anchors, titles)])),
    problems,
  };
}
