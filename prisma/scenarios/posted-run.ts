// A run as a caller would post it, told in its facts: stored and waiting to be checked.
import { ingestRuns } from '@/lib/data/ingest/ingest';
import { newId } from '@/lib/domain/new-id';
import type { Actor } from '@/lib/domain/policy';
import type { CanonicalRun, CanonicalStep, RunFacts } from '@/lib/domain/run/run';

const PROVENANCE: RunFacts = {
  name: 'policy-answer',
  environment: 'production',
  promptId: 'policy-answer',
  promptVersion: '12',
  modelName: 'rules-1',
  finishReason: 'stop',
};
const POLICY = 'Orders may be returned within 30 days of delivery. Refunds are paid to the original payment method within 14 days.';

/** What a run says that the policy bears out, and one that it does not. */
export const RIGHT_ANSWER = 'Orders may be returned within 30 days of delivery.';
export const WRONG_ANSWER = 'Orders may be returned within 45 days of delivery.';

export function postedStep(stepId: string, over: Partial<CanonicalStep> = {}): CanonicalStep {
  return {
    stepId,
    parentId: null,
    kind: 'CHAIN',
    name: stepId,
    startNs: 1_795_251_600_000_000_000n,
    endNs: 1_795_251_600_250_000_000n,
    status: 'ok',
    error: null,
    input: null,
    output: null,
    facts: {},
    attributes: {},
    events: [],
    ...over,
  };
}

/** Posts a run about the return policy and answers its id; `facts` and `over` change what it says. */
export async function postRun(actor: Actor, facts: RunFacts = {}, over: Partial<CanonicalRun> = {}): Promise<string> {
  const runId = over.runId ?? `R-${newId().slice(-12)}`;
  const context = [{ id: 'p1', content: POLICY, rank: 1, score: 0.83 }];
  const run: CanonicalRun = {
    runId,
    source: 'plain',
    isWhole: true,
    steps: [],
    aliases: [],
    facts: { ...PROVENANCE, input: 'Within how many days may an order be returned?', output: RIGHT_ANSWER, context, ...facts },
    ...over,
  };
  const { rejected } = await ingestRuns(actor, [run]);
  if (rejected[0]) throw new Error(`not stored: ${rejected[0].detail}`);
  return runId;
}
