// What the steps that surround a model call say about the run: routes, prompts, fallbacks, guardrails, validations.
import { type Derived, note } from './assemble-derived';
import { isRecord } from './assemble-text';
import type { CanonicalStep, Guardrail, Json } from '@/lib/domain/run/run';

/** What routers, prompts, fallbacks, guardrails and validators say about the run. */
export function fromKinds(found: Derived, steps: readonly CanonicalStep[]): void {
  const last = (kind: CanonicalStep['kind']) => steps.filter((step) => step.kind === kind).at(-1);
  const route = last('ROUTE');
  if (route) {
    note(
      found,
      'route',
      wordIn(route.output, ['route', 'destination', 'next', 'label', 'category', 'intent', 'name']),
      `ROUTE step (${route.name})`,
    );
    note(
      found,
      'routeReason',
      wordIn(isRecord(route.output) ? route.output : null, ['reason', 'route_reason', 'explanation']),
      `ROUTE step (${route.name})`,
    );
  }
  const prompt = last('PROMPT');
  if (prompt) {
    note(found, 'promptId', prompt.facts.promptId, `PROMPT step (${prompt.name})`);
    note(found, 'promptVersion', prompt.facts.promptVersion, `PROMPT step (${prompt.name})`);
    note(
      found,
      'renderedPrompt',
      prompt.facts.renderedPrompt ?? (typeof prompt.output === 'string' ? prompt.output : undefined),
      `PROMPT step (${prompt.name})`,
    );
  }
  const fallback = last('FALLBACK');
  if (fallback)
    note(
      found,
      'fallbackTaken',
      wordIn(fallback.output, ['fallback', 'taken', 'name', 'reason']) ?? fallback.name,
      `FALLBACK step (${fallback.name})`,
    );
  const guardrails = steps.filter(({ kind }) => kind === 'GUARDRAIL').map(guardrailOf);
  if (guardrails.length > 0) note(found, 'guardrails', guardrails, `${guardrails.length} GUARDRAIL steps`);
  const problems = steps.filter(({ kind }) => kind === 'VALIDATION').flatMap(validationProblems);
  if (problems.length > 0) note(found, 'validationErrors', problems, 'VALIDATION steps');
}

function wordIn(output: Json, keys: readonly string[]): string | undefined {
  if (typeof output === 'string') return output === '' ? undefined : output;
  if (!isRecord(output)) return undefined;
  return keys.map((key) => output[key]).find((value): value is string => typeof value === 'string' && value !== '');
}

function guardrailOf({ name, status, error, output }: CanonicalStep): Guardrail {
  const outcome =
    status === 'error' ? 'error' : (wordIn(output, ['outcome', 'decision', 'action', 'result', 'status']) ?? passed(output) ?? 'pass');
  const detail = error ?? wordIn(isRecord(output) ? output : null, ['detail', 'reason', 'message', 'explanation']);
  return { name, outcome, ...(detail ? { detail } : {}) };
}

function passed(output: Json): string | undefined {
  const flag = isRecord(output) ? (output['passed'] ?? output['pass'] ?? output['valid'] ?? output['ok'] ?? output['allowed']) : output;
  return typeof flag === 'boolean' ? (flag ? 'pass' : 'fail') : undefined;
}

/** What a VALIDATION step found wrong; empty when it passed. */
export function validationProblems({ name, status, error, output }: CanonicalStep): string[] {
  const listed = isRecord(output) ? (output['errors'] ?? output['validation_errors']) : null;
  if (Array.isArray(listed) && listed.length > 0)
    return listed.map((problem) => (typeof problem === 'string' ? problem : JSON.stringify(problem)));
  if (status === 'error') return [error ?? `${name} failed`];
  return passed(output) === 'fail'
    ? [wordIn(isRecord(output) ? output : null, ['detail', 'reason', 'message']) ?? `${name} did not pass`]
    : [];
}
