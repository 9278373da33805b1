// Items of generated runs, waiting or decided, and the events of the decision.
import type { Checked } from './checked';
import type { Random } from './random';
import type { Row } from './rows';

export function itemRow(key: Row, from: Random, queueId: string, risk: number, review: Checked['review'], at: string): Row {
  const decidedAt = new Date(Date.parse(at) + from.below(86_400_000)).toISOString();
  return {
    ...key,
    item_id: uuidOf(from),
    queue_id: queueId,
    state: review ? 'done' : 'waiting',
    reasons: JSON.stringify([{ rule: 'sampled', detail: 'Drawn by a rule.' }]),
    risk: String(risk),
    created_at: at,
    attempts: review ? '1' : '0',
    outcome: review?.outcome ?? null,
    decided_by: review ? uuidOf(from) : null,
    decided_at: review ? decidedAt : null,
  };
}

/** The verdict on a claim with its reason, and the submit that decided. They are in no trail: that one is a chain and written in order. */
export function reviewRows(key: Row, item: Row, { outcome, reason }: NonNullable<Checked['review']>, from: Random): Row[] {
  const decisionId = uuidOf(from);
  const shared = {
    ...key,
    item_id: item['item_id'] ?? null,
    actor_id: item['decided_by'] ?? null,
    actor_name: 'Reviewer',
    at: item['decided_at'] ?? null,
    decision_id: decisionId,
  };
  const verdict: Row = {
    ...shared,
    event_id: uuidOf(from),
    claim_id: 'c1',
    seq: '1',
    verb: 'unsupported',
    reason_code: reason,
    body: '{"verdict":"wrong"}',
  };
  const submit: Row = {
    ...shared,
    event_id: decisionId,
    claim_id: null,
    seq: '2',
    verb: 'submit',
    reason_code: null,
    body: JSON.stringify({ outcome }),
  };
  return outcome === 'approved' ? [submit] : [verdict, submit];
}

export function uuidOf(from: Random): string {
  const hex = from.hex(32);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
