// Which projects have sent something lately, so that one which is alone may have the whole door.

const LATELY_MS = 5000;
const MAX_HELD = 1000;

export class Presence {
  private readonly seen = new Map<string, number>();

  constructor(private readonly clock: () => number = () => performance.now()) {}

  note(projectId: string): void {
    // The last one stands at the end.
    this.seen.delete(projectId);
    this.seen.set(projectId, this.clock());
    const [oldest] = this.seen.keys();
    if (this.seen.size > MAX_HELD && oldest !== undefined) this.seen.delete(oldest);
  }

  isAlone(projectId: string): boolean {
    const since = this.clock() - LATELY_MS;
    for (const [other, at] of this.seen) {
      if (at < since) this.seen.delete(other);
      else if (other !== projectId) return false;
    }
    return true;
  }
}
