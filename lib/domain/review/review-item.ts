// Everything that the reviewer screen needs of one item, in one value.
import type { DocumentVersion } from '@/lib/domain/document';
import type { ItemState } from '@/lib/domain/item-state';
import type { RunDetail } from '@/lib/domain/run/run-detail';

export interface ReviewItem {
  item: {
    itemId: string;
    runId: string;
    /** The revision that rules saw last or that was decided. */
    revision: string;
    state: ItemState;
    reasons: { rule: string; detail: string }[];
    priority: number;
    risk: number;
    createdAt: string;
    dueAt: string | null;
    attempts: number;
    outcome: string | null;
    decidedAt: string | null;
    decidedBy: { id: string; name: string } | null;
    assignedTo: { id: string; name: string; isMe: boolean } | null;
    isChangedSince: boolean;
  };
  /** Null when nobody holds the item. `id` is told to its holder only. `leftMs` by the clock of the database. */
  lease: { id: string | null; holder: { id: string; name: string; isMe: boolean }; expiresAt: string; leftMs: number } | null;
  queue: { name: string; title: string; leaseMinutes: number; counts: Record<ItemState, number> };
  /** The run as it stands now, with claims, findings, decisions and both outputs; masked for roles without sight of content. */
  run: RunDetail;
  /** Ids of claims that must be looked at before approval. */
  flagged: string[];
  /** Versions that the run's evidence stands in or that it names, each once. */
  documents: DocumentVersion[];
  /** What would most likely be handed to this person next: for fetching ahead, not a promise. */
  next: { itemId: string; runId: string } | null;
}
