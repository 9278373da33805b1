// The suspects of a run of ours: what its claims, findings and answers say of its steps goes into the ranking.
import type { Json, StepKind } from '@/lib/domain/run/run';
import type { ExplainFacts } from './explain-facts';
import { LAYER_TITLES, type Layer } from './explanation';
import { likeliestSuspects } from './rank-suspects';
import type { Suspect } from './suspect';
import { type SuspectFeature, tokensOf } from './suspect-features';
import { type SuspectStep, suspectSteps } from './suspect-step';
import { WEAK_ALONE } from './suspect-weights';

const SHOWN_SUSPECTS = 3;

/** Steps that do the work of a layer; the others have no step of their own. */
const LAYER_KINDS: Partial<Record<Layer, readonly StepKind[]>> = {
  parser: ['PARSE'],
  ocr: ['PARSE'],
  retrieval: ['RETRIEVAL', 'RERANK'],
  chunking: ['RETRIEVAL'],
  tool: ['TOOL'],
  route: ['ROUTE'],
  prompt: ['PROMPT'],
  validation: ['VALIDATION', 'GUARDRAIL'],
  fallback: ['FALLBACK'],
};

/** At most three, the likeliest first. A run of one step has nothing to choose from. */
export function suspectsOf(facts: ExplainFacts, layer: Layer | null): Suspect[] {
  const { record, originalOutput } = facts.run;
  const steps = suspectSteps(record, facts.texts ?? new Map());
  if (steps.length < 2) return [];
  const likeliest = likeliestSuspects(steps, {
    question: textOf(record.facts.input),
    answer: textOf(originalOutput),
    unsupported: unsupportedWords(facts),
    flagged: flaggedSteps(facts),
    layer: layer === null ? null : { title: LAYER_TITLES[layer], stepIds: stepsOfLayer(layer, steps) },
  });
  const shown: Suspect[] = [];
  for (const suspect of likeliest) {
    if (suspect.reasons.some(({ feature }) => !WEAK_ALONE.includes(feature as SuspectFeature))) shown.push(suspect);
    if (shown.length === SHOWN_SUSPECTS) break;
  }
  return shown;
}

/** Steps that only report what others did wrong. */
const REPORTS: readonly StepKind[] = ['VALIDATION', 'GUARDRAIL', 'FALLBACK', 'EVALUATION'];

/** The sentence of the gravest finding about each step that can be a cause. */
function flaggedSteps({ run, stepById }: ExplainFacts): Map<string, string> {
  const grave = run.findings
    .filter(({ severity }) => severity === 'high' || severity === 'medium')
    .sort((a, b) => (a.severity < b.severity ? 1 : -1));
  return new Map(
    grave.flatMap(({ stepId, detail }) =>
      stepId !== null && !REPORTS.includes(stepById.get(stepId)?.kind ?? 'EVENT') ? [[stepId, detail] as const] : [],
    ),
  );
}

/** Of the model: the last call, because the output came from there. */
function stepsOfLayer(layer: Layer, steps: readonly SuspectStep[]): ReadonlySet<string> {
  if (layer === 'model') {
    const last = steps.findLast(({ kind }) => kind === 'LLM' || kind === 'AGENT');
    return new Set(last ? [last.stepId] : []);
  }
  const kinds = LAYER_KINDS[layer] ?? [];
  return new Set(steps.flatMap(({ stepId, kind }) => (kinds.includes(kind) ? [stepId] : [])));
}

/** Words that neither a source nor the question has, and figures of weak claims that no passage has. */
function unsupportedWords({ run, claimsIn }: ExplainFacts): string[] {
  const weak = claimsIn('missing', 'no_source', 'contradicted').map(({ text, fresh }) => ({
    fresh: fresh ?? [],
    figures: [...tokensOf(text)].filter((token) => /\d/u.test(token)),
  }));
  const unseen = new Set(weak.flatMap(({ figures }) => figures));
  // Passages are looked through only for figures that are still to be found.
  for (const { content } of run.record.passages) {
    if (unseen.size === 0) break;
    for (const token of tokensOf(content)) unseen.delete(token);
  }
  return weak.flatMap(({ fresh, figures }) => [...fresh, ...figures.filter((token) => unseen.has(token))]);
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' ? value : value === undefined || value === null ? '' : JSON.stringify(value);
}
