// The steps of a run on their way to the browser: columns instead of objects, texts once each, times as offsets. About 45 bytes a step.
import { z } from 'zod';
import { withoutCutMark } from '@/lib/domain/mask-token';
import { type AssembledStep, STEP_KINDS } from '@/lib/domain/run/run';
import { STEP_MARKS } from '@/lib/domain/step-mark';

export const STEP_STATES = ['ok', 'error', 'running', 'unset'] as const;

/** Longer names and errors are cut in a row, with an ellipsis; the step itself has them whole. */
const ROW_TEXT = 240;

const sparse = z.array(z.tuple([z.number().int(), z.number()])).describe('pairs of place in this chunk and value; all others have none');
const column = z.array(z.number().nullable());

export const stepChunkSchema = z
  .object({
    state: z.string().describe('What was read: a revision, or the moment of the last step of a run that is still being received'),
    total: z.number().int().describe('Steps of the run, those that stand for missing ones included'),
    from: z.number().int().describe('Place of the first step of this chunk in tree order'),
    texts: z.array(z.string()).describe('Names, errors and models of this chunk, once each'),
    ids: z.array(z.string()),
    kinds: z.string().describe('One letter a step: `a` is the first of the kinds'),
    states: z.string().describe('One letter a step: `a` ok, `b` error, `c` running, `d` unset'),
    depths: z.array(z.number().int()).describe('Difference to the step before'),
    names: z.array(z.number().int()).describe('Place in `texts`'),
    starts: column.describe('Nanoseconds since the start before in this chunk that is known; the first since the earliest step of the run'),
    durations: column.describe('Nanoseconds; negative where a step ends before it starts; null without start or end'),
    marks: sparse.describe('1 orphan, 2 cycle, 3 not received, 4 recovered'),
    errors: sparse,
    models: sparse,
    tokens: sparse,
    costs: sparse.describe('US dollars'),
    problems: sparse.describe('Findings that name the step'),
  })
  .meta({ id: 'StepColumns' });
export type StepChunk = z.infer<typeof stepChunkSchema>;

export interface ChunkOf {
  state: string;
  total: number;
  from: number;
  /** The earliest start of the whole run, nanoseconds since the epoch. */
  firstNs: bigint | null;
  /** Findings by step id. */
  problems: ReadonlyMap<string, number>;
}

/** The columns of some neighbouring steps of a run in tree order. */
export function stepChunk(steps: readonly AssembledStep[], { state, total, from, firstNs, problems }: ChunkOf): StepChunk {
  const texts: string[] = [];
  const placeOf = new Map<string, number>();
  const text = (words: string): number => {
    const cut = words.length > ROW_TEXT ? `${withoutCutMark([...words.slice(0, ROW_TEXT)].slice(0, -1).join(''))}…` : words;
    const known = placeOf.get(cut);
    if (known !== undefined) return known;
    placeOf.set(cut, texts.length);
    return texts.push(cut) - 1;
  };
  const pairs = (read: (step: AssembledStep) => number | null | undefined): [number, number][] =>
    steps.flatMap((step, index): [number, number][] => {
      const value = read(step);
      return value === null || value === undefined ? [] : [[index, value]];
    });
  let before = 0n;
  return {
    state,
    total,
    from,
    ids: steps.map(({ stepId }) => stepId),
    kinds: steps.map(({ kind }) => letter(STEP_KINDS.indexOf(kind))).join(''),
    states: steps.map(({ status }) => letter(STEP_STATES.indexOf(status))).join(''),
    depths: steps.map(({ depth }, index) => depth - (steps[index - 1]?.depth ?? 0)),
    names: steps.map(({ name }) => text(name)),
    starts: steps.map(({ startNs }) => {
      if (startNs === null || firstNs === null) return null;
      const offset = BigInt(startNs) - firstNs;
      const difference = offset - before;
      before = offset;
      return Number(difference);
    }),
    durations: steps.map(({ startNs, endNs }) => (startNs === null || endNs === null ? null : Number(BigInt(endNs) - BigInt(startNs)))),
    marks: pairs(({ mark }) => (mark === null ? null : STEP_MARKS.indexOf(mark) + 1)),
    errors: pairs(({ error }) => (error === null ? null : text(error))),
    models: pairs(({ facts }) => (facts.modelName === undefined ? null : text(facts.modelName))),
    tokens: pairs(({ facts: { usage } }) =>
      usage?.inputTokens === undefined && usage?.outputTokens === undefined ? null : (usage.inputTokens ?? 0) + (usage.outputTokens ?? 0),
    ),
    costs: pairs(({ facts }) => facts.costUsd),
    problems: pairs(({ stepId }) => problems.get(stepId)),
    texts,
  };
}

/** The earliest start among steps, nanoseconds since the epoch. */
export function firstStart(steps: readonly Pick<AssembledStep, 'startNs'>[]): bigint | null {
  let first: bigint | null = null;
  for (const { startNs } of steps) {
    if (startNs === null) continue;
    const at = BigInt(startNs);
    if (first === null || at < first) first = at;
  }
  return first;
}

const letter = (place: number): string => String.fromCharCode(97 + Math.max(0, place));
