// Seconds that this process kept a core busy: the same whether the machine is quiet or not, as far as anything is.

export interface CoreClock {
  /** Does the work and adds what it took. */
  of<T>(work: () => T): T;
  seconds(): number;
}

export function coreClock(): CoreClock {
  let sum = 0;
  return {
    of(work) {
      const since = process.cpuUsage();
      const done = work();
      const { user, system } = process.cpuUsage(since);
      sum += user + system;
      return done;
    },
    seconds: () => sum / 1e6,
  };
}

/** The same for one piece of work that waits for others. */
export async function coreSecondsOf<T>(work: () => Promise<T>): Promise<{ done: T; seconds: number }> {
  const since = process.cpuUsage();
  const done = await work();
  const { user, system } = process.cpuUsage(since);
  return { done, seconds: (user + system) / 1e6 };
}
