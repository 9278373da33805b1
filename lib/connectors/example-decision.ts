// Test support: a decision on a traced run, with a correction, a verdict that cannot be told and an omission.
import type { DeliveredDecision } from '@/lib/domain/delivered-decision';

export const REVIEWED = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
export const LANGSMITH_RUN = '01a1fc42-4004-7000-8000-00ff35278be0';

export function exampleDecision(over: Partial<DeliveredDecision> = {}): DeliveredDecision {
  return {
    decisionId: '01a1fd00-0000-7000-8000-000000000001',
    amends: null,
    runId: REVIEWED.traceId,
    itemId: '01a1fd00-0000-7000-8000-000000000002',
    queue: 'invoices',
    revision: 'sha256:ab',
    outcome: 'corrected',
    score: 0,
    reasonCode: null,
    note: 'Net and gross were mixed up. Größe ✓',
    reviewerId: '01a1fd00-0000-7000-8000-000000000003',
    startedAt: new Date('2026-11-21T09:00:00.125Z'),
    endedAt: new Date('2026-11-21T09:04:30.500Z'),
    trailIndex: '17',
    reviewStepId: 'c0ffee0000000001',
    target: { ...REVIEWED, langfuseTraceId: REVIEWED.traceId, langsmithRunId: LANGSMITH_RUN },
    answers: [
      {
        answerId: 'a1',
        name: 'claim_value',
        label: 'wrong',
        claimId: 'c2',
        reasonCode: 'number_wrong',
        texts: { claim: 'Total 41,200.00', note: 'See page 1.', corrected: '41,300.00' },
      },
      { answerId: 'a2', name: 'claim_support', label: 'partly', claimId: 'c2', reasonCode: 'number_wrong', texts: null },
      { answerId: 'a3', name: 'claim_value', label: 'cannot_tell', claimId: 'c3', reasonCode: null, texts: null },
      {
        answerId: 'a4',
        name: 'omission',
        label: 'missing',
        claimId: null,
        reasonCode: null,
        texts: { claim: null, note: null, corrected: { iban: 'missing' } },
      },
    ],
    correctedOutput: { total: '41,300.00' },
    ...over,
  };
}
