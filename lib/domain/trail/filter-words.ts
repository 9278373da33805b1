// Says in words what part of a trail was asked for.
import type { TrailFilter } from './trail-query';

/** Null when everything was. */
export function filterWords({ run_id, actor_id, item_id, type, from, to }: TrailFilter): string | null {
  const words = [
    run_id && `run ${run_id}`,
    actor_id && `actor ${actor_id}`,
    item_id && `item ${item_id}`,
    type && `type ${type}`,
    from && `from ${'index' in from ? `entry ${from.index}` : from.at.toISOString()}`,
    to && `before ${'index' in to ? `entry ${to.index}` : to.at.toISOString()}`,
  ].filter((word) => word !== undefined);
  return words.length === 0 ? null : words.join(', ');
}
