// What the connect page hears of the server every few seconds.
import type { RunNeed } from '@/lib/domain/connect/run-needs';

export interface ArrivedRun {
  runId: string;
  name: string | null;
  source: string;
  phase: string;
  stepCount: number;
  lastStepAt: string;
}

/** A key that was heard of in the last minutes. */
export interface KeyKnock {
  keyId: string;
  name: string;
  usedAt: string | null;
  refusal: { at: string; why: string } | null;
}

export interface Arrivals {
  runs: ArrivedRun[];
  needs: RunNeed[] | null;
  knocks: KeyKnock[];
}
