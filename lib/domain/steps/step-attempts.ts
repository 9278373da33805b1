// Which steps are attempts at the same thing: a step that failed, and the next one of its kind and name below the same parent.
import { STEP_KINDS } from '@/lib/domain/run/run';
import type { StepShape } from './step-shape';
import { FAILED, type StepTable } from './step-table';

export interface StepAttempts {
  /** Which attempt a step is, from 1; 0 when it is no attempt. */
  number: Uint16Array;
  /** How many attempts there were, for the steps that are one. */
  of: Uint16Array;
}

/** Guardrails and evaluations may run on each text that passes by; a second one is no second attempt. */
const TRIED_AGAIN = new Set(
  STEP_KINDS.flatMap((kind, place) =>
    ['LLM', 'TOOL', 'VALIDATION', 'RETRIEVAL', 'RERANK', 'EMBEDDING', 'PARSE', 'ROUTE', 'CHAIN', 'AGENT'].includes(kind) ? [place] : [],
  ),
);

/** All attempts but the last failed. A step after one that passed begins anew. */
export function stepAttempts(table: StepTable, { parent }: StepShape): StepAttempts {
  const { count, kind, name, status } = table;
  const number = new Uint16Array(count);
  const of = new Uint16Array(count);
  const before = new Int32Array(count).fill(-1);
  const last = new Map<string, number>();
  for (let at = 0; at < count; at++) {
    if (!TRIED_AGAIN.has(kind[at] as number)) continue;
    // Texts are interned for each chunk: the same name may have two places, so the words are compared.
    const key = `${parent[at]} ${kind[at]} ${table.texts[name[at] as number]}`;
    const previous = last.get(key);
    if (previous !== undefined && status[previous] === FAILED) {
      before[at] = previous;
      number[previous] ||= 1;
      number[at] = Math.min(65_535, (number[previous] as number) + 1);
    }
    last.set(key, at);
  }
  for (let at = count - 1; at >= 0; at--) {
    if (number[at] === 0) continue;
    of[at] ||= number[at] as number;
    const previous = before[at] as number;
    if (previous >= 0) of[previous] = of[at] as number;
  }
  return { number, of };
}
