// What is measured of each step of a run in order to suspect it: pure counts over texts and statuses, in the order of time.
import type { SuspectStep } from './suspect-step';
import { CHANGES_PLAN, CODE, FAILING_RESULT, GUESSES, OBJECTS } from './suspect-words';

export const SUSPECT_FEATURES = [
  'failed',
  'flagged',
  'atLayer',
  'unsupported',
  'newFigures',
  'reachesOutput',
  'guesses',
  'failsNext',
  'objectedTo',
  'planChangesAfter',
  'writesCode',
  'afterFailure',
  'firstWord',
  'early',
  'saysLittle',
  'decides',
] as const;
export type SuspectFeature = (typeof SUSPECT_FEATURES)[number];

export interface SuspectMeasures {
  /** Between 0 and 1. */
  values: Record<SuspectFeature, number>;
  /** The figures, words or step that a value was counted from, for the sentence of the reason; at most five. Asked of few steps. */
  seen: () => Partial<Record<SuspectFeature, string[]>>;
}

export interface SuspectContext {
  /** What the run was asked. */
  question: string;
  /** What it answered in the end. */
  answer: string;
  /** Words and figures of the answer that no source of the run has. */
  unsupported: readonly string[];
  /** Sentences of findings by the step that they are about. */
  flagged?: ReadonlyMap<string, string>;
  /** Steps of the layer that the answers blame, and its title. */
  layer?: { title: string; stepIds: ReadonlySet<string> } | null;
}

/** One row a step, in order. Work grows with the length of the texts. */
export function suspectMeasures(steps: readonly SuspectStep[], context: SuspectContext): SuspectMeasures[] {
  const tokens = steps.map(({ text }) => tokensOf(text));
  const asked = tokensOf(context.question);
  const firstAt = firstAppearance(tokens, asked);
  const answer = new Set([...tokensOf(context.answer)].filter((token) => !asked.has(token)));
  const unsupported = new Set(context.unsupported.flatMap((text) => [...tokensOf(text)]).filter((token) => !asked.has(token)));
  const first = steps.findIndex(({ role }, at) => role === 'decides' && !isTask(tokens[at], asked));
  const reactions = reactionsTo(steps);
  return steps.map((step, at) => {
    const isDecided = step.role === 'decides';
    const own = isDecided ? [...(tokens[at] ?? [])].filter((token) => firstAt.get(token) === at) : [];
    const figures = own.filter((token) => /\d/u.test(token));
    const [answered, invented] = [own.filter((token) => answer.has(token)), own.filter((token) => unsupported.has(token))];
    const next = steps[at + 1];
    const reaction = reactions[at];
    const decided = (is: boolean) => Number(isDecided && is);
    const wordIn = (pattern: RegExp, text = '') => pattern.exec(text)?.[0] ?? null;
    const [guess, objection, change] = [wordIn(GUESSES, step.text), wordIn(OBJECTS, reaction?.text), wordIn(CHANGES_PLAN, reaction?.text)];
    return {
      values: {
        failed: Number(step.hasFailed),
        flagged: Number(context.flagged?.has(step.stepId) ?? false),
        atLayer: Number(context.layer?.stepIds.has(step.stepId) ?? false),
        unsupported: share(invented.length, unsupported.size),
        newFigures: scaled(figures.length),
        reachesOutput: share(answered.length, answer.size),
        guesses: decided(guess !== null),
        failsNext: decided(next?.role === 'executes' && isFailure(next)),
        objectedTo: decided(objection !== null),
        planChangesAfter: decided(change !== null),
        writesCode: decided(CODE.test(step.text)),
        afterFailure: decided(isFailure(steps[at - 1])),
        firstWord: Number(at === first),
        early: 1 - at / Math.max(1, steps.length - 1),
        saysLittle: decided(wordCount(step.text) <= FEW_WORDS),
        decides: Number(isDecided),
      },
      seen: () => ({
        failed: step.error === null ? [] : [step.error],
        flagged: [context.flagged?.get(step.stepId) ?? ''],
        atLayer: [context.layer?.title ?? ''],
        unsupported: invented.slice(0, 5),
        newFigures: figures.slice(0, 5),
        reachesOutput: answered.slice(0, 5),
        guesses: guess === null ? [] : [guess],
        failsNext: next ? [next.name] : [],
        objectedTo: objection === null ? [] : [reaction?.agent ?? '', objection],
        planChangesAfter: change === null ? [] : [reaction?.agent ?? '', change],
      }),
    };
  });
}

const FEW_WORDS = 12;
const TASK_SHARE = 0.8;

function isFailure(step: SuspectStep | undefined): boolean {
  return (
    step !== undefined &&
    (step.hasFailed || (step.role === 'executes' && (step.text.trim() === '' || FAILING_RESULT.test(step.text.slice(0, 600)))))
  );
}

const NO_TOKENS: ReadonlySet<string> = new Set();

/** Words of four letters and more, and figures without their separators. */
export function tokensOf(text: string): ReadonlySet<string> {
  if (text === '') return NO_TOKENS;
  const found = text.toLowerCase().match(/\p{L}[\p{L}\p{M}]{3,}|\d[\d.,]*/gu) ?? [];
  return new Set(
    found
      .map((token) => (/^\d/u.test(token) ? token.replace(/[.,]+$/u, '').replace(/,/gu, '') : token))
      .filter((token) => !/^\d$/u.test(token)),
  );
}

/** For each step the next one that decides. */
function reactionsTo(steps: readonly SuspectStep[]): (SuspectStep | undefined)[] {
  const reactions: (SuspectStep | undefined)[] = new Array(steps.length).fill(undefined);
  for (let at = steps.length - 2; at >= 0; at--) reactions[at] = steps[at + 1]?.role === 'decides' ? steps[at + 1] : reactions[at + 1];
  return reactions;
}

function firstAppearance(tokens: readonly ReadonlySet<string>[], asked: ReadonlySet<string>): Map<string, number> {
  const first = new Map<string, number>([...asked].map((token) => [token, -1]));
  tokens.forEach((set, at) => {
    for (const token of set) if (!first.has(token)) first.set(token, at);
  });
  return first;
}

function isTask(own: ReadonlySet<string> | undefined, asked: ReadonlySet<string>): boolean {
  return asked.size > 0 && [...asked].filter((token) => own?.has(token)).length / asked.size >= TASK_SHARE;
}

function wordCount(text: string): number {
  return text.split(/\s+/u).filter(Boolean).length;
}

function scaled(count: number, full = 20): number {
  return Math.min(1, Math.log1p(count) / Math.log1p(full));
}

function share(count: number, all: number): number {
  return all === 0 ? 0 : count / all;
}
