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

export interface Arrivals {
  runs: ArrivedRun[];
  needs: RunNeed[] | null;
}
