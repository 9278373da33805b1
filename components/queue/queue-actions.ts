// What the queue page can ask of the server; the page hands these in as bound server actions.
import type { ActionResult } from '@/lib/action-result';
import type { QueueQuery } from './queue-query';
import type { QueuePage } from '@/lib/domain/queue-row';
import type { SavedViewActions } from './saved-views-menu';

export interface QueueActions {
  /** One page of the list; without a cursor the first, of at least `atLeast` rows when so many were loaded. */
  list: (query: QueueQuery, cursor: string | null, atLeast: number) => Promise<ActionResult<QueuePage>>;
  /** A word that changes whenever something in the list may have. */
  version: (queue: string) => Promise<ActionResult<string>>;
  /** Takes the next item; null when nothing is waiting. */
  start: (queue: string) => Promise<ActionResult<{ itemId: string; lease: { leaseId: string; leftMs: number } } | null>>;
  act: (itemId: string, verb: string, payload: Record<string, string | null>) => Promise<ActionResult<null>>;
  views: SavedViewActions;
}
