// Processor time of other processes, from /proc: Linux only.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 200;

/** Parent, and the time in user and system mode, its own and that of its children that have ended; zeros for a process that is gone. */
export function statOf(pid: number): { parent: number; ticks: number; ended: number } {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
    const [own, system, ended, endedSystem] = fields.slice(11, 15).map(Number) as [number, number, number, number];
    return { parent: Number(fields[1]), ticks: own + system, ended: ended + endedSystem };
  } catch {
    return { parent: 0, ticks: 0, ended: 0 };
  }
}

/** Waits until a process has done nothing for a while: some answer first and work afterwards. */
export async function atRest(pid: number): Promise<void> {
  for (let before = -1, now = statOf(pid).ticks; now !== before; now = statOf(pid).ticks) {
    before = now;
    await sleep(LOOK_MS);
  }
}
