// Times tasks in turns, so that a slow moment of the machine hits all of them alike.

export interface Task {
  name: string;
  /** One request, with what varies from one to the next; answers how many it found, so that an empty answer is noticed. */
  run: (round: number) => Promise<number>;
}

export interface Measured {
  name: string;
  /** Milliseconds. */
  p50: number;
  p95: number;
  /** Found on average. */
  found: number;
}

const WARM_UP = 3;

export async function measureAll(tasks: readonly Task[], rounds: number): Promise<Measured[]> {
  const times = new Map<string, { ms: number[]; found: number }>(tasks.map(({ name }) => [name, { ms: [], found: 0 }]));
  for (let round = -WARM_UP; round < rounds; round++) {
    for (const { name, run } of tasks) {
      const startedAt = performance.now();
      const found = await run(round + WARM_UP);
      const kept = times.get(name);
      if (round < 0 || !kept) continue;
      kept.ms.push(performance.now() - startedAt);
      kept.found += found;
    }
  }
  return [...times].map(([name, { ms, found }]) => {
    const sorted = ms.sort((a, b) => a - b);
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    const measured = { name, p50: at(0.5), p95: at(0.95), found: found / rounds };
    console.log(
      `${name.padEnd(46)} p50 ${at(0.5).toFixed(1).padStart(8)}  p95 ${at(0.95).toFixed(1).padStart(8)}  found ${measured.found.toFixed(1)}`,
    );
    return measured;
  });
}
