// The same draw without server and database: the engine scores each answer once, then the product's own refit, rule of taking force
// and scoring run on them. For many draws; what goes through HTTP must come to the same within its noise.
import { evaluateRun } from '@/lib/checks/evaluate-run';
import { assembleRun } from '@/lib/domain/assemble/assemble-run';
import { applyRiskModel } from '@/lib/domain/learning/apply-risk-model';
import { isEnough, MIN_FOR_HISTORY } from '@/lib/domain/learning/fit-ranking';
import { refit } from '@/lib/domain/learning/refit';
import type { RiskBasis } from '@/lib/domain/learning/risk-basis';
import { currentBase, type ProjectRiskModel } from '@/lib/domain/learning/risk-model';
import type { SentenceModel } from '@/lib/domain/risk/sentence-model';
import type { Scored } from '../evidence/metrics';
import type { CurvePoint } from './curve-draw';
import { type LabelledRun, shuffled } from './labelled-runs';

export interface ScoredRun extends LabelledRun {
  runId: string;
  basis: RiskBasis;
  baseVersion: string;
}

/** `sentences`: another sentence model than the shipped one. */
export function scoreOnce(runs: readonly LabelledRun[], sentences?: SentenceModel): ScoredRun[] {
  return runs.map((run, index) => {
    const { session_id: sessionId, route, model_name: modelName, input, context, output } = run.record;
    const facts = { input, context, output, modelName, ...(sessionId ? { sessionId } : {}), ...(route ? { route } : {}) };
    const runId = `R-${String(index).padStart(5, '0')}`;
    const given = { run: assembleRun({ runId, source: 'plain', facts, steps: [] }), steps: [], documents: [] };
    const { risk } = evaluateRun(sentences ? { ...given, sentences } : given);
    if (!risk.basis) throw new Error('the engine kept no basis');
    return { ...run, runId, basis: risk.basis, baseVersion: risk.modelVersion };
  });
}

export function inProcessDraw(runs: readonly ScoredRun[], stages: readonly number[], random: () => number): CurvePoint[] {
  const sources = shuffled([...new Set(runs.map(({ source }) => source))], random);
  const tested = new Set(sources.slice(0, Math.round(sources.length * 0.4)));
  const test = runs.filter(({ source }) => tested.has(source));
  const queue = shuffled(
    runs.filter(({ source }) => !tested.has(source)),
    random,
  );
  const measure = (model: ProjectRiskModel | null): Scored[] =>
    test.map(({ basis, baseVersion, isBad }) => ({ score: applyRiskModel(basis, baseVersion, model).score, isBad }));
  const points: CurvePoint[] = [];
  let inForce: ProjectRiskModel | null = null;
  for (const [version, stage] of stages.entries()) {
    if (stage > queue.length) break;
    const decided = new Set(queue.slice(0, stage));
    const body = learn(runs, decided);
    const newest = body && { ...body, version };
    if (newest?.judgement === 'better') inForce = newest;
    const proposed = newest && newest.judgement !== 'worse' ? newest : inForce;
    points.push({ verdicts: stage, served: measure(inForce), proposed: measure(proposed), judgement: newest?.judgement ?? '' });
  }
  return points;
}

function learn(runs: readonly ScoredRun[], decided: ReadonlySet<ScoredRun>) {
  const labelled = [...decided].map(({ runId, isBad, basis, record }) => ({
    runId,
    isBad,
    basis,
    foldKey: record.session_id ?? (record.input.slice(0, 300) || runId),
  }));
  if (!isEnough(labelled, MIN_FOR_HISTORY)) return null;
  return refit({
    baseVersion: currentBase(runs.map(({ baseVersion }) => baseVersion)),
    runs: labelled,
    items: runs.map((run) => ({ runId: run.runId, queueId: 'q', inclusion: 1, logit: run.basis.logit, isDecided: decided.has(run) })),
    checkedRuns: runs.length,
    counts: { disagreeing: 0, claims_right: 0, claims_wrong: 0 },
  });
}
