// Puts a run together: what it states about itself, completed from its steps, with the name of every fact that was derived.
import { factsFromSteps, type PlacedStep } from './assemble-facts';
import { assemblePassages } from './assemble-passages';
import { bodySha256 } from './assemble-revision';
import { lostCalls, notReceived, isKnownByChildren } from '@/lib/domain/missing-steps';
import { isReviewStep } from '@/lib/domain/review/review-step';
import { runTree } from '@/lib/domain/run/run-tree';
import type { AssembledRun, AssembledStep, CanonicalStep, RunFacts, StepFacts } from '@/lib/domain/run/run';
import { isMissing, type StepMark } from '@/lib/domain/step-mark';

/** `bodySha256` when the caller has hashed the body before letting go of it (long runs are read in pieces). */
export type StepToAssemble = CanonicalStep & { bodySha256?: string };

export interface RunToAssemble {
  runId: string;
  source: string;
  facts: RunFacts;
  steps: readonly StepToAssemble[];
}

/**
 * The run as it is hashed, checked and shown. Facts that the run states win over what its steps imply; derived facts are
 * named in `derived`. Steps come in tree order without bodies: those, and the messages among their facts, count through
 * `bodySha256`. Our own REVIEW steps are not content: a decision must not change the revision that it decides.
 */
export function assembleRun({ runId, source, facts: stated, steps }: RunToAssemble): AssembledRun {
  const own = steps.filter((step) => !isReviewStep(step));
  const rows = markedTree(own);
  const above = rowsAboveModels(rows);
  const placed: PlacedStep[] = rows.flatMap((row, index) => (isMissing(row.mark) ? [] : [{ ...row, isLeaf: !above.has(index) }]));
  const facts: RunFacts = { ...stated };
  const derived: AssembledRun['derived'] = {};
  for (const [field, found] of Object.entries(factsFromSteps(placed))) {
    if (field in facts) continue;
    Object.assign(facts, { [field]: found.value });
    derived[field] = found.from;
  }
  const { passages, derived: from } = assemblePassages(
    stated,
    placed.map(({ step }) => step),
    facts.input,
  );
  if (from !== null) derived['context'] = from;
  return { runId, source, facts, passages, steps: rows.map(({ step, depth, mark }) => assembledStep(step, depth, mark)), derived };
}

interface MarkedRow {
  step: StepToAssemble;
  depth: number;
  mark: StepMark | null;
}

/** Steps that are missing from the trace take their place in the tree; what they would have said is not made up. */
function markedTree(steps: readonly StepToAssemble[]): MarkedRow[] {
  const own = steps.filter((step) => !isKnownByChildren(step));
  const placeholders = notReceived(own);
  const recovered = lostCalls(own);
  const awaited = new Set(placeholders.map(({ stepId }) => stepId));
  const made = new Set<StepToAssemble>([...placeholders, ...recovered]);
  return runTree<StepToAssemble>([...own, ...placeholders, ...recovered]).map(({ step, depth, mark }): MarkedRow => {
    if (made.has(step))
      return {
        step: awaited.has(step.stepId) ? { ...step, startNs: null } : step,
        depth,
        mark: awaited.has(step.stepId) ? 'not_received' : 'recovered',
      };
    if (mark === 'cycle') return { step, depth, mark };
    return { step, depth, mark: step.parentId !== null && awaited.has(step.parentId) ? 'orphan' : null };
  });
}

/**
 * Rows with a model call below them, which repeat its usage. A model call with anything else below it (its HTTP request, a
 * judgement of it) is the one that spent the tokens.
 */
function rowsAboveModels(rows: readonly MarkedRow[]): Set<number> {
  const above = new Set<number>();
  const ancestors: number[] = [];
  rows.forEach(({ step, depth, mark }, index) => {
    ancestors.length = depth;
    if ((step.kind === 'LLM' || step.kind === 'EMBEDDING') && !isMissing(mark)) {
      for (let level = depth - 1; level >= 0 && !above.has(ancestors[level] as number); level--) above.add(ancestors[level] as number);
    }
    ancestors[depth] = index;
  });
  return above;
}

function assembledStep(step: StepToAssemble, depth: number, mark: AssembledStep['mark']): AssembledStep {
  const { stepId, parentId, kind, name, status, error } = step;
  return {
    stepId,
    parentId,
    kind,
    name,
    status,
    error,
    depth,
    mark,
    startNs: step.startNs === null ? null : String(step.startNs),
    endNs: step.endNs === null ? null : String(step.endNs),
    facts: lightFacts(step.facts),
    bodySha256: step.bodySha256 ?? bodySha256(step),
  };
}

/** Chats repeat the whole conversation in each step, so texts stay with the step and out of the record of the run. */
function lightFacts(facts: StepFacts): StepFacts {
  const {
    messages: _m,
    outputMessages: _o,
    toolDefinitions: _t,
    renderedPrompt: _r,
    systemInstructions: _s,
    passages: _p,
    promptTemplate: _pt,
    ...light
  } = facts;
  return light;
}
