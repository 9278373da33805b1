// Which items of a queue are free for a reviewer, and in which order they are handed out: for the claim and for looking ahead.
import 'server-only';

/** After a skip, the same reviewer is not offered the item again for so long. */
export const SKIP_MINUTES = 60;

/**
 * FROM to ORDER BY over `item w` and `queue q`. Takes $1 project, $2 queue, $3 reviewer, $4 SKIP_MINUTES. The order is that of the
 * partial index `item_waiting`, so few rows are read however many are decided.
 */
export const FREE_ITEMS_SQL = `
  FROM item w, queue q
  WHERE w.project_id = $1::uuid AND w.queue_id = $2::uuid AND q.project_id = $1::uuid AND q.queue_id = $2::uuid
    AND w.state IN ('waiting', 'leased')
    AND (w.state = 'waiting' OR (w.lease_expires_at <= clock_timestamp() AND w.attempts + 1 < q.max_attempts))
    AND (w.assigned_to IS NULL OR w.assigned_to = $3::uuid)
    AND NOT EXISTS (SELECT FROM review_event e WHERE e.project_id = $1::uuid AND e.item_id = w.item_id AND e.verb = 'skip'
      AND e.actor_id = $3::uuid AND e.at > clock_timestamp() - make_interval(mins => $4::int))
  ORDER BY w.priority DESC, w.risk DESC, w.created_at, w.item_id`;

/** What the reviewer would be handed next, were the item $5 theirs already: an item and its run, or no row. */
export const NEXT_ITEM_SQL = `
  SELECT i."itemId", i."runId" FROM (
    SELECT w.item_id::text AS "itemId", w.run_id AS "runId" ${FREE_ITEMS_SQL} LIMIT 2
  ) i WHERE i."itemId" <> $5 LIMIT 1`;
