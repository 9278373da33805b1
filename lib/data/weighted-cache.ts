// Keeps what was used last, up to a total weight. For values that never change: bytes by hash, text layers by hash and layout.
import 'server-only';

export class WeightedCache<V> {
  private readonly entries = new Map<string, { value: V; weight: number }>();
  private total = 0;

  /** `maxWeight` in the unit of the weights given to `set`; a value heavier than a half of it is not kept. */
  constructor(private readonly maxWeight: number) {}

  get(key: string): V | undefined {
    const entry = this.entries.get(key);
    if (!entry) return undefined;
    this.entries.delete(key);
    this.entries.set(key, entry);
    return entry.value;
  }

  set(key: string, value: V, weight: number): void {
    this.delete(key);
    if (weight > this.maxWeight / 2) return;
    this.entries.set(key, { value, weight });
    this.total += weight;
    for (const oldest of this.entries.keys()) {
      if (this.total <= this.maxWeight) return;
      this.delete(oldest);
    }
  }

  private delete(key: string): void {
    const entry = this.entries.get(key);
    if (!entry) return;
    this.total -= entry.weight;
    this.entries.delete(key);
  }
}
