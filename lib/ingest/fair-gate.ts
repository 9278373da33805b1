// Who may work now: a project has few batches in hand at once, and those that wait take turns by project, not by arrival.

export interface GateLimits {
  /** In hand at once of a project that is alone. */
  perProject: number;
  /** The same while other projects send as well. */
  beside: number;
  total: number;
}

/** More than the database is given at once: what waits for it is committed together. */
const DEFAULTS: GateLimits = { perProject: 16, beside: 4, total: 32 };

/** Lets a project that sends without pause wait for itself and not others for it. */
export class FairGate {
  private readonly active = new Map<string, number>();
  /** In the order in which projects have their next turn. */
  private readonly waiting = new Map<string, (() => void)[]>();
  private total = 0;

  /** `isAlone` says whether no other project has sent anything lately. */
  constructor(
    private readonly limits = DEFAULTS,
    private readonly isAlone: (projectId: string) => boolean = () => true,
  ) {}

  /** Runs `work` when it is the project's turn. */
  async run<T>(projectId: string, work: () => Promise<T>): Promise<T> {
    if (this.waiting.has(projectId) || !this.hasRoom(projectId)) {
      const queue = this.waiting.get(projectId) ?? [];
      this.waiting.set(projectId, queue);
      await new Promise<void>((resolve) => queue.push(resolve));
    } else this.enter(projectId);
    try {
      return await work();
    } finally {
      this.leave(projectId);
    }
  }

  private hasRoom(projectId: string): boolean {
    const { perProject, beside, total } = this.limits;
    if (this.total >= total) return false;
    const active = this.active.get(projectId) ?? 0;
    return active < perProject && (active < beside || this.isAlone(projectId));
  }

  private enter(projectId: string): void {
    this.total += 1;
    this.active.set(projectId, (this.active.get(projectId) ?? 0) + 1);
  }

  private leave(projectId: string): void {
    this.total -= 1;
    const left = (this.active.get(projectId) ?? 1) - 1;
    if (left === 0) this.active.delete(projectId);
    else this.active.set(projectId, left);
    this.admitNext();
  }

  /** As many as have room, the first project in line first; it then stands at the end of the line. */
  private admitNext(): void {
    for (let isAdmitted = true; isAdmitted; ) isAdmitted = this.admitOne();
  }

  private admitOne(): boolean {
    for (const [projectId, queue] of this.waiting) {
      if (!this.hasRoom(projectId)) continue;
      const next = queue.shift();
      this.waiting.delete(projectId);
      if (queue.length > 0) this.waiting.set(projectId, queue);
      if (!next) continue;
      this.enter(projectId);
      next();
      return true;
    }
    return false;
  }
}
