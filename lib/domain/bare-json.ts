// JSON whose objects have no prototype, so that a key named like something every object inherits (`valueOf`) is a key like any other.
import type { Json } from '@/lib/domain/run/run';

/** A copy for a library that looks keys up by their names. */
export function bareJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(bareJson);
  if (value === null || typeof value !== 'object') return value;
  const copy = Object.create(null) as { [key: string]: Json };
  for (const [key, child] of Object.entries(value)) copy[key] = bareJson(child);
  return copy;
}

/** A copy that has prototypes again: what goes to a browser needs them. */
export function plainJson(value: Json): Json {
  if (Array.isArray(value)) return value.map(plainJson);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, child]) => [key, plainJson(child)]));
}
