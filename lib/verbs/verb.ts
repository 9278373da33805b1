// What a verb is: a thing that a person can do to a claim, an item, a run or an eval case. One file each, one line in the registry.
import type { z } from 'zod';
import type { ItemChange, ItemStanding, ItemState } from '@/lib/domain/item-state';
import type { PermissionName } from '@/lib/domain/policy';
import type { Verdict } from '@/lib/domain/review/review-verdict';
import type { Json } from '@/lib/domain/run/run';
import type { ReasonCode } from './reason';

interface VerbFacts {
  /** The word on the wire, in events and in the trail. Never changed once it was recorded. */
  name: string;
  /** On buttons and in the table of keys. */
  title: string;
  /** In histories, after the person's name. */
  past: string;
  /** Default key (`KeyboardEvent.key`), or null. People can change it. */
  key: string | null;
  /** Who may; null: only the product itself. */
  permission: PermissionName | null;
  /** Type of its entries in the trail. */
  trail: string;
  reasonCodes: readonly ReasonCode[];
  /** Whether a reason code must be given. */
  isReasonRequired: boolean;
}

/** Answers about one claim. A submit holds many; each becomes an event under the name of the first verb that matches it. */
export interface ClaimVerb extends VerbFacts {
  on: 'claim';
  /** What the key writes into the draft of the verdict. */
  draft: Partial<Pick<Verdict, 'value' | 'place' | 'support' | 'absent'>>;
  matches: (verdict: Verdict) => boolean;
}

/** What a payload of an item's or a run's verb came to. */
export interface VerbUse {
  reasonCode: string | null;
  note: string | null;
  claimId: string | null;
  /** Stored with the event as it is. */
  body: { [key: string]: Json };
  /** The lease that the client thinks it holds, when it said so. */
  leaseId: string | null;
  /** Item verbs: what becomes of the item. */
  change: (item: ItemStanding) => ItemChange;
}

export interface ItemVerb extends VerbFacts {
  on: 'item';
  from: readonly ItemState[];
  /** `holder`: of the lease; `holder_or_lead`: also who may reassign; `permitted`: anybody with the permission. */
  by: 'holder' | 'holder_or_lead' | 'permitted';
  payload: z.ZodType;
  /** Reads a payload (throws ZodError). Null: the verb does more than change its item and has a data function of its own. */
  read: ((payload: unknown) => VerbUse) | null;
}

/** Remarks on a run that change no item. */
export interface RunVerb extends VerbFacts {
  on: 'run';
  payload: z.ZodType;
  read: ((payload: unknown) => VerbUse) | null;
}

/** Acts on an eval case; recorded among the events of its run. */
export interface CaseVerb extends VerbFacts {
  on: 'case';
  payload: z.ZodType;
}

export type Verb = ClaimVerb | ItemVerb | RunVerb | CaseVerb;

/** What the fields that most payloads share come to; the item stays as it is unless `change` says otherwise. */
export function verbUse(
  payload: { reason_code?: string | undefined; note?: string | undefined; lease_id?: string | undefined },
  more: Partial<VerbUse> = {},
): VerbUse {
  return {
    reasonCode: payload.reason_code ?? null,
    note: payload.note ?? null,
    leaseId: payload.lease_id ?? null,
    claimId: null,
    body: {},
    change: ({ state }) => ({ state }),
    ...more,
  };
}
