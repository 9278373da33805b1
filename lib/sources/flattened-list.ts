// Rebuilds lists that were flattened into attribute keys with indexes: `llm.tools.0.tool.json_schema`.
import { putKey } from '@/lib/domain/storable-json';
import type { Attributes } from './otlp-span';

/**
 * The entries of the list under `prefix`, in order of their indexes, each with the rest of its keys. Attribute limits leave holes
 * in the numbering: they are closed.
 */
export function flattenedList(attributes: Attributes, prefix: string): Attributes[] {
  const byIndex = new Map<number, Attributes>();
  for (const key of Object.keys(attributes)) {
    if (!key.startsWith(prefix) || key[prefix.length] !== '.') continue;
    const match = /^(\d{1,9})(?:\.(.+))?$/s.exec(key.slice(prefix.length + 1));
    if (!match) continue;
    const index = Number(match[1]);
    const entry = byIndex.get(index) ?? {};
    byIndex.set(index, entry);
    putKey(entry, match[2] ?? '', attributes[key] ?? null);
  }
  return [...byIndex.entries()].sort(([a], [b]) => a - b).map(([, entry]) => entry);
}
