// What the reviewer screen can ask of the server; the page hands these in as bound server actions.
import type { ActionResult } from '@/lib/action-result';
import type { SubmissionBody } from './submission-body';

export interface LeaseGrant {
  leaseId: string;
  /** How long it lasts from now; a length, because the clocks of browser and server may differ. */
  leftMs: number;
}

export interface NextItem {
  itemId: string;
  lease: LeaseGrant;
}

export interface ReviewActions {
  claim: () => Promise<ActionResult<LeaseGrant>>;
  heartbeat: (leaseId: string) => Promise<ActionResult<LeaseGrant>>;
  submit: (body: SubmissionBody & { lease_id: string | null }, idempotencyKey: string) => Promise<ActionResult<{ next: NextItem | null }>>;
  /** Verbs that end the lease: skip, escalate, release. */
  leave: (
    verb: string,
    payload: { reason_code?: string | undefined; note?: string | undefined; lease_id: string | null },
  ) => Promise<ActionResult<{ next: NextItem | null }>>;
  /** Verbs that change nothing but the record: comment, open_rationale. */
  record: (verb: string, payload: Record<string, string>) => Promise<ActionResult<null>>;
}
