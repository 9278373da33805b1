// The shape of an output as JSON Schema: what an eval case expects where the run states no schema of its own.
import type { Json } from '@/lib/domain/run/run';

/** Types and required keys only; values are the business of the expected output. */
export function outputShape(value: Json, depth = 0): { [key: string]: Json } {
  if (value === null) return { type: 'null' };
  if (Array.isArray(value)) return depth >= MAX_DEPTH ? { type: 'array' } : { type: 'array', ...itemShape(value, depth) };
  if (typeof value === 'object') {
    if (depth >= MAX_DEPTH) return { type: 'object' };
    const properties = Object.fromEntries(Object.entries(value).map(([key, child]) => [key, outputShape(child, depth + 1)]));
    return { type: 'object', properties, required: Object.keys(value).sort() };
  }
  return { type: typeof value };
}

const MAX_DEPTH = 32;

/** One shape when all elements agree on it; a list of mixed shapes says nothing about them. */
function itemShape(values: Json[], depth: number): { [key: string]: Json } {
  const shapes = new Map(values.map((value) => [JSON.stringify(outputShape(value, depth + 1)), value]));
  const [only] = shapes.values();
  return shapes.size === 1 && only !== undefined ? { items: outputShape(only, depth + 1) } : {};
}
