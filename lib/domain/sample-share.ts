// Sampling that anybody can repeat: a run's place in [0, 1) follows from the queue and the run, not from chance.
import { createHash } from 'node:crypto';

/** The run's fixed place for this queue; a rule with share s takes the run when the place is below s. */
export function samplePlace(queueId: string, runId: string): number {
  const digest = createHash('sha256').update(queueId).update('\0').update(runId).digest();
  // 53 bits, so that the division is exact in a double.
  return Number(digest.readBigUInt64BE(0) >> 11n) / 2 ** 53;
}
