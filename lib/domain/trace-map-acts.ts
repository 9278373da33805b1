// The boundaries after the output: validation, evidence, fallback, review and the final state.
import type { AnchoredClaim, EvidenceState } from './evidence';
import type { RunItem } from '@/lib/domain/run/run-detail';
import { type Boundary, preview, type TracedRun } from './trace-boundary';
import { boundary, statusOf } from './trace-boundary-status';

const PROVEN: readonly EvidenceState[] = ['exact', 'normalised'];
const BROKEN: readonly EvidenceState[] = ['missing', 'contradicted'];

export function actBoundaries(run: TracedRun): Boundary[] {
  return [validation(run), evidence(run), fallback(run), review(run), finalState(run)];
}

function validation(run: TracedRun): Boundary {
  const { validationErrors = [], guardrails = [], retries, outputSchema, schemaVersion } = run.record.facts;
  const fired = guardrails.filter(({ outcome }) => !['pass', 'passed', 'ok', 'allow', 'allowed', 'none'].includes(outcome.toLowerCase()));
  const said = [
    ...(validationErrors.length > 0 ? [`${validationErrors.length} validation ${validationErrors.length === 1 ? 'error' : 'errors'}`] : []),
    ...(fired.length > 0 ? [`guardrail ${fired.map(({ name }) => name).join(', ')}`] : []),
    ...(retries ? [`${retries} ${retries === 1 ? 'retry' : 'retries'}`] : []),
  ];
  const isKnown = validationErrors.length > 0 || guardrails.length > 0 || retries !== undefined || outputSchema !== undefined;
  const made = boundary(run, 'validation', {
    title: 'Validation',
    summary: said.join(', ') || 'Passed',
    input: preview(run.originalOutput),
    output: validationErrors[0] ?? fired[0]?.detail ?? null,
    version: schemaVersion ? `schema ${schemaVersion}` : null,
    isKnown,
    unknown: outputSchema !== undefined && !schemaVersion ? ['schema version'] : [],
  });
  if (made.problems.length > 0 || said.length === 0) return made;
  return { ...made, status: validationErrors.length > 0 ? 'fail' : 'warn' };
}

function evidence(run: TracedRun): Boundary {
  const count = (states: readonly EvidenceState[]) => run.claims.filter(({ state }) => states.includes(state)).length;
  const total = run.claims.length;
  const isPending = run.evaluatedAt === null;
  const summary = isPending ? 'Checks pending' : total === 0 ? 'No claim to check' : `${count(PROVEN)} of ${total} claims proven`;
  const made = boundary(run, 'evidence', {
    title: 'Evidence',
    summary,
    input: total > 0 ? `${total} ${total === 1 ? 'claim' : 'claims'}` : null,
    output: stateWords(run.claims),
    version: null,
    isKnown: total > 0,
  });
  if (made.status === 'absent') return { ...made, summary, status: isPending ? 'pending' : 'absent' };
  const byState = count(BROKEN) > 0 ? 'fail' : count(PROVEN) < total ? 'warn' : 'ok';
  const byProblems = statusOf(made.problems);
  return {
    ...made,
    status: byState === 'fail' || byProblems === 'fail' ? 'fail' : byState === 'warn' || byProblems === 'warn' ? 'warn' : 'ok',
  };
}

function stateWords(claims: readonly AnchoredClaim[]): string | null {
  const counts = new Map<EvidenceState, number>();
  for (const { state } of claims) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [...counts].map(([state, number]) => `${number} ${state === 'no_source' ? 'without any source' : state}`).join(', ') || null;
}

function fallback(run: TracedRun): Boundary {
  const taken = run.record.facts.fallbackTaken;
  const made = boundary(run, 'fallback', {
    title: 'Fallback',
    summary: taken ?? 'Not taken',
    input: null,
    output: taken ?? null,
    version: null,
    isKnown: !!taken,
  });
  if (!taken) return { ...made, summary: made.status === 'absent' ? 'Not taken' : made.summary };
  return { ...made, status: made.status === 'fail' ? 'fail' : 'warn' };
}

function review(run: TracedRun): Boundary {
  const { reviews, items, reviewOutcome } = run;
  const decision = reviews.filter(({ verb }) => verb === 'submit' || verb === 'amend').at(-1);
  const open = items.find(({ state }) => ['waiting', 'leased', 'escalated'].includes(state));
  const summary = reviewOutcome
    ? `${capital(reviewOutcome)}${decision ? ` by ${decision.actor}` : ''}`
    : open
      ? `${waitingWords(open)} in ${open.queueTitle || open.queue}`
      : 'Not queued';
  const made = boundary(run, 'review', {
    title: 'Review',
    summary,
    input: open?.reasons[0]?.detail ?? items[0]?.reasons[0]?.detail ?? null,
    output: decision?.note ?? null,
    version: null,
    isKnown: reviewOutcome !== null || items.length > 0,
  });
  if (made.status === 'absent') return { ...made, summary };
  const status =
    made.status === 'fail' || made.status === 'warn'
      ? made.status
      : reviewOutcome !== null
        ? 'ok'
        : open?.state === 'escalated'
          ? 'warn'
          : open
            ? 'pending'
            : 'ok';
  return { ...made, status, startedAt: decision?.at ?? made.startedAt };
}

function waitingWords({ state }: RunItem): string {
  return state === 'escalated' ? 'Escalated' : state === 'leased' ? 'In review' : 'Waiting';
}

function finalState(run: TracedRun): Boundary {
  const { reviewOutcome, originalOutput, effectiveOutput } = run;
  const isChanged = JSON.stringify(originalOutput) !== JSON.stringify(effectiveOutput);
  const summary =
    reviewOutcome === 'rejected'
      ? 'Rejected, not to be used'
      : isChanged
        ? 'Corrected output stands'
        : reviewOutcome === 'approved'
          ? 'Approved as it was'
          : run.revision === null
            ? 'Still being received'
            : 'As the model gave it';
  return {
    id: 'final',
    title: 'Final state',
    status:
      reviewOutcome === 'rejected' ? 'fail' : effectiveOutput === null && run.revision !== null && reviewOutcome === null ? 'warn' : 'ok',
    summary,
    input: isChanged ? preview(originalOutput) : null,
    output: preview(effectiveOutput),
    version: run.revision,
    startedAt: run.record.facts.endedAt ?? null,
    durationMs: run.record.facts.latencyMs ?? null,
    costUsd: run.record.facts.costUsd ?? null,
    stepIds: [],
    problems: [],
    unknown: [],
  };
}

function capital(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}
