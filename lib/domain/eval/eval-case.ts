// An eval case: a decided run as a test that the next version of the workflow must pass. The body never changes once it is made.
import { createHash } from 'node:crypto';
import type { EffectiveOutput } from '@/lib/domain/review/effective-output';
import { outputShape } from '@/lib/domain/output-shape';
import type { EvidenceSnapshot, VerdictRecord } from '@/lib/domain/review/review-record';
import type { EvalRequest } from '@/lib/domain/review/review-submission';
import type { AssembledRun, Json } from '@/lib/domain/run/run';
import { canonicalJson } from '@/lib/domain/trail/canonical-json';

/** One verdict or omission of the decision, as it was recorded. */
export interface DecidedClaim {
  eventId: string;
  claimId: string | null;
  verb: string;
  reasonCode: string | null;
  after: Json | undefined;
  note: string | null;
  record: VerdictRecord;
}

export interface EvalCaseSource {
  run: AssembledRun;
  revision: string;
  effective: EffectiveOutput;
  decided: readonly DecidedClaim[];
  request: EvalRequest;
  decision: {
    decisionId: string;
    itemId: string | null;
    queue: string | null;
    outcome: string;
    reviewerId: string;
    at: string;
    trailIndex: string;
    previousDecisionId: string | null;
  };
}

/** Names as on the wire: this is what is downloaded and hashed. */
export function evalCaseBody({ run, revision, effective, decided, request, decision }: EvalCaseSource): { [key: string]: Json } {
  const { facts } = run;
  const evidence = decided.flatMap(({ claimId, record }) => caseEvidence(claimId, record));
  return json({
    format: 'countersign.eval-case/1',
    input: facts.input ?? null,
    input_ref: facts.inputRef ?? null,
    instructions: facts.instructions ?? null,
    context: run.passages.map(({ id, content, documentId, version, page, rank, score }) => ({
      id,
      content,
      document_id: documentId ?? null,
      version: version ?? null,
      page: page ?? null,
      rank: rank ?? null,
      score: score ?? null,
    })),
    context_refs: facts.contextRefs ?? [],
    expected: {
      route: request.expected_route ?? facts.route ?? null,
      output: effective.output,
      shape: facts.outputSchema ?? outputShape(effective.output),
      is_nothing_correct: effective.isNothingCorrect,
      must_include: decided.filter(({ verb }) => verb === 'omit').map(({ after }) => after ?? null),
      evidence_required: request.evidence_required,
      evidence: request.evidence_required ? evidence : [],
      fallback: request.expected_fallback ?? null,
    },
    review: {
      outcome: decision.outcome,
      at: decision.at,
      reviewer_id: decision.reviewerId,
      queue: decision.queue,
      claims: decided.map(({ claimId, verb, reasonCode, record }) => ({
        claim_id: claimId,
        verb,
        reason_code: reasonCode,
        verdict: record.verdict,
      })),
    },
    lineage: {
      run_id: run.runId,
      revision,
      source: run.source,
      decision_id: decision.decisionId,
      previous_decision_id: decision.previousDecisionId,
      item_id: decision.itemId,
      trail_index: decision.trailIndex,
      event_ids: decided.map(({ eventId }) => eventId),
      original_output_sha256: sha256Hex(canonicalJson(facts.output ?? null)),
      prompt_id: facts.promptId ?? null,
      prompt_version: facts.promptVersion ?? null,
      model_provider: facts.modelProvider ?? null,
      model_name: facts.modelName ?? null,
      parser_version: facts.parserVersion ?? null,
      schema_version: facts.schemaVersion ?? null,
      route_policy_version: facts.routePolicyVersion ?? null,
      route: facts.route ?? null,
      fallback_taken: facts.fallbackTaken ?? null,
      release: facts.release ?? null,
      environment: facts.environment ?? null,
    },
  });
}

/** Hash of a body: the same case has the same hash wherever it is computed. */
export function evalCaseSha256(body: Json): string {
  return sha256Hex(canonicalJson(body));
}

/** The evidence that a right output must rest on: where the reviewer pointed, else what was shown for a claim called right. */
function caseEvidence(
  claimId: string | null,
  { verdict, evidence, shown }: VerdictRecord,
): (EvidenceSnapshot & { claim_id: string | null })[] {
  if (evidence) return [{ claim_id: claimId, ...evidence }];
  const isConfirmed =
    verdict.value === 'right' && verdict.place !== 'wrong' && (verdict.support === undefined || verdict.support === 'supports');
  return isConfirmed ? shown.slice(0, 1).map((one) => ({ claim_id: claimId, ...one })) : [];
}

/** Drops undefined members, as storing does, so that the hash of what is stored equals the hash of what was made. */
function json(value: unknown): { [key: string]: Json } {
  return JSON.parse(JSON.stringify(value)) as { [key: string]: Json };
}

function sha256Hex(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
