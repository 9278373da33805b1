// Records what a sample workflow does while it does it: one step for each call, with real times, nested as they were called.
import type { Json, StepKind } from '@/lib/domain/run/run';
import type { StepRecord } from '@/lib/domain/run/run-record';

export interface Recorder {
  /** Runs `work` as a step. What it throws is recorded with the step and thrown on. */
  step<T extends Json>(kind: StepKind, name: string, input: Json, work: (say: Say) => T): T;
  /** The steps that the exporter of this service kept. */
  steps(): StepRecord[];
  startedAt(): string;
  endedAt(): string;
}

/** Adds attributes to the step that is running. */
export type Say = (attributes: { [key: string]: Json }) => void;

interface RecorderOptions {
  runId: string;
  /** When the run is said to have started, in milliseconds: what follows keeps its real distance from it. */
  startMs: number;
  /** An exporter that drops every n-th step, as one does whose queue is too short. */
  dropsEvery?: number;
}

export function runRecorder({ runId, startMs, dropsEvery }: RecorderOptions): Recorder {
  const zeroMs = performance.now();
  const open: string[] = [];
  const done: StepRecord[] = [];
  let count = 0;
  const now = () => instant(startMs, performance.now() - zeroMs);
  return {
    step(kind, name, input, work) {
      count += 1;
      const record: StepRecord = {
        step_id: `${runId}-${String(count).padStart(2, '0')}`,
        parent_id: open.at(-1) ?? null,
        kind,
        name,
        started_at: now(),
        input,
        attributes: {},
      };
      const attributes: { [key: string]: Json } = {};
      done.push(record);
      open.push(record.step_id as string);
      try {
        const output = work((more) => void Object.assign(attributes, more));
        Object.assign(record, { output, status: 'ok' });
        return output;
      } catch (error) {
        Object.assign(record, { status: 'error', error: error instanceof Error ? error.message : String(error) });
        throw error;
      } finally {
        open.pop();
        Object.assign(record, { attributes, ended_at: now() });
      }
    },
    steps: () => done.filter((_, index) => dropsEvery === undefined || (index + 1) % dropsEvery !== 0),
    startedAt: () => instant(startMs, 0),
    endedAt: now,
  };
}

/** RFC 3339 with microseconds. */
function instant(startMs: number, afterMs: number): string {
  const micros = Math.round((startMs + afterMs) * 1000);
  const whole = Math.floor(micros / 1000);
  return new Date(whole).toISOString().replace('Z', `${String(micros - whole * 1000).padStart(3, '0')}Z`);
}
