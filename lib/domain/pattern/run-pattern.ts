// The failure pattern of a run: what fails, where, with which words and on which source, so that like failures can be counted.
import type { AnchoredClaim, Finding, Severity } from '@/lib/domain/evidence';
import type { AssembledRun, AssembledStep } from '@/lib/domain/run/run';
import { codeLayer, makesPattern, PATTERN_LAYERS, type PatternLayer } from './code-layer';
import { errorTemplate, nameTemplate } from './error-template';
import { patternKey } from './pattern-key';
import { sourceConcerned } from './source-concerned';

/** Raised when the same run could get another key; stored runs are then read anew. */
export const PATTERN_VERSION = 1;

export interface PatternMade {
  version: number;
  layer: PatternLayer;
  /** The code that explains most: the gravest, of those the one that lies furthest upstream. */
  code: string;
  severity: Severity;
  /** The step that it lies in; null when it speaks of the answer. */
  step: { kind: string; name: string } | null;
  route: string | null;
  /** All codes of the same layer that are as grave, in order. */
  codes: string[];
  /** The error without what differs from one time to the next. */
  template: string | null;
  /** JSON Pointer of the field that it is about, positions in lists taken out. */
  field: string | null;
  /** The document, passage or tool that the evidence in question lies in. */
  source: string | null;
}
export interface RunPattern {
  /** Fine key, which begins with the coarse one. */
  key: string;
  coarseKey: string;
  made: PatternMade;
}

/** What a pattern is read from; a stored revision with its findings and claims has all of it. */
export interface PatternInput {
  run: Pick<AssembledRun, 'facts' | 'steps' | 'passages'>;
  findings: readonly Pick<Finding, 'code' | 'severity' | 'claimId' | 'stepId' | 'detail' | 'anchors'>[];
  claims: readonly Pick<AnchoredClaim, 'claimId' | 'path'>[];
}
type Said = PatternInput['findings'][number];

const GRAVE: readonly Severity[] = ['high', 'medium'];
/** Layers whose failures have words of their own; in the others the words are those of the answer. */
const SPEAKING = new Set<PatternLayer>(['trace', 'source', 'model', 'tool', 'step', 'guardrail', 'shape']);

/** Null when nothing is wrong: no finding of at least medium severity that speaks of the run itself. The order of findings does not count. */
export function runPattern({ run, findings, claims }: PatternInput): RunPattern | null {
  const severity = GRAVE.find((grave) => findings.some((said) => said.severity === grave && makesPattern(said.code)));
  if (!severity) return null;
  const grave = findings.filter((said) => said.severity === severity && makesPattern(said.code));
  const layer = PATTERN_LAYERS[Math.min(...grave.map(({ code }) => PATTERN_LAYERS.indexOf(codeLayer(code))))] ?? 'evidence';
  const codes = [...new Set(grave.flatMap(({ code }) => (codeLayer(code) === layer ? [code] : [])))].sort();
  const orderOf = new Map(run.steps.map(({ stepId }, order) => [stepId, order]));
  const placed = (said: Said) => (said.stepId === null ? Number.POSITIVE_INFINITY : (orderOf.get(said.stepId) ?? Number.POSITIVE_INFINITY));
  const often = (said: Said) => grave.filter(({ code }) => code === said.code).length;
  // The earliest step speaks; without one, the code that is said most often.
  const [leading] = grave
    .filter(({ code }) => codes.includes(code))
    .sort((a, b) => placed(a) - placed(b) || often(b) - often(a) || compare(a.code, b.code) || compare(a.detail, b.detail));
  if (!leading) return null;
  const step = run.steps[orderOf.get(leading.stepId ?? '') ?? -1] ?? null;
  const about = grave.filter(({ code }) => code === leading.code);
  const made: PatternMade = {
    version: PATTERN_VERSION,
    layer,
    code: leading.code,
    severity,
    step: step && { kind: step.kind, name: nameTemplate(step.name) },
    route: run.facts.route ?? null,
    codes,
    template: SPEAKING.has(layer) ? templateOf(leading, step, run) : null,
    field: fieldOf(about, claims),
    source: sourceConcerned(run, about),
  };
  return { ...patternKey(made), made };
}

/** The step's own error, what validation said, or else the sentence of the finding, which has the words in it. */
function templateOf(said: Said, step: AssembledStep | null, { facts }: PatternInput['run']): string | null {
  const validation = [...(facts.validationErrors ?? [])].sort()[0];
  const words =
    said.code === 'validation_error' || said.code === 'schema_invalid' ? (validation ?? said.detail) : (step?.error ?? said.detail);
  return errorTemplate(words) || null;
}

/** Of several fields the one that most findings are about, then the first by name. */
function fieldOf(about: readonly Said[], claims: PatternInput['claims']): string | null {
  const paths = new Map(claims.map(({ claimId, path }) => [claimId, path]));
  const counts = new Map<string, number>();
  for (const { claimId } of about) {
    const path = claimId === null ? null : paths.get(claimId);
    if (!path) continue;
    const field = path.replace(/\/\d+(?=\/|$)/gu, '/*');
    counts.set(field, (counts.get(field) ?? 0) + 1);
  }
  return [...counts].sort((a, b) => b[1] - a[1] || compare(a[0], b[0]))[0]?.[0] ?? null;
}

/** By code units, so that no process's locale counts. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
