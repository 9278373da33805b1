// One line of the queue, as the table shows it.
import type { EvidenceState } from '@/lib/domain/evidence';
import type { ItemState } from '@/lib/domain/item-state';

export interface QueueRow {
  itemId: string;
  runId: string;
  runName: string | null;
  /** The beginning of what went in. */
  inputPreview: string;
  reasons: { rule: string; detail: string }[];
  risk: number | null;
  /** How many claims stand in each state. */
  states: Partial<Record<EvidenceState, number>>;
  priority: number;
  createdAt: string;
  dueAt: string | null;
  state: ItemState;
  outcome: string | null;
  /** Who has it now, or to whom it is assigned. */
  holder: { name: string; isMe: boolean; how: 'leased' | 'assigned' } | null;
}

export interface QueueTab {
  name: string;
  title: string;
  description: string;
  waiting: number;
  leased: number;
  escalated: number;
  done: number;
}

export interface QueuePage {
  rows: QueueRow[];
  nextCursor: string | null;
}
