// Steps that a trace speaks of and does not hold: parents that never came, and model calls of which only the error is left.
import type { CanonicalStep } from '@/lib/domain/run/run';

/**
 * One placeholder for each parent that was named and has not arrived, at the start of its earliest child. None for a parent that
 * its child says is in another process: nothing is missing there.
 */
export function notReceived(steps: readonly CanonicalStep[]): CanonicalStep[] {
  const known = new Set(steps.map(({ stepId }) => stepId));
  const missing = new Map<string, bigint | null>();
  for (const { parentId, startNs, facts } of steps) {
    if (parentId === null || known.has(parentId) || facts.isEntry) continue;
    const earliest = missing.get(parentId) ?? null;
    missing.set(parentId, earliest === null || (startNs !== null && startNs < earliest) ? startNs : earliest);
  }
  return [...missing].map(([stepId, startNs]) =>
    plain({ stepId, parentId: null, kind: 'CHAIN', name: 'Not received', startNs, status: 'unset', facts: {} }),
  );
}

/** A row that holds nothing but what a step below says of its parent: the parent itself has not arrived. */
export function isKnownByChildren({ name, startNs, status, events, facts }: CanonicalStep): boolean {
  return facts.kindFromChildren !== undefined && name === '' && startNs === null && status === 'unset' && events.length === 0;
}

/** Folders of client libraries in stack traces of Node and Python, and whose models they call. */
const CLIENTS: readonly (readonly [RegExp, string])[] = [
  [/node_modules[/\\]openai[/\\]|site-packages[/\\]openai[/\\]/, 'openai'],
  [/node_modules[/\\]@anthropic-ai[/\\]|site-packages[/\\]anthropic[/\\]/, 'anthropic'],
  [/node_modules[/\\]@google[/\\]gen(erative-)?ai[/\\]|site-packages[/\\]google[/\\]gen(ai|erativeai)[/\\]/, 'gcp.gemini'],
  [/node_modules[/\\]@mistralai[/\\]|site-packages[/\\]mistralai[/\\]/, 'mistral_ai'],
  [/node_modules[/\\]cohere-ai[/\\]|site-packages[/\\]cohere[/\\]/, 'cohere'],
  [/node_modules[/\\]groq-sdk[/\\]|site-packages[/\\]groq[/\\]/, 'groq'],
  [/node_modules[/\\]@aws-sdk[/\\]client-bedrock|site-packages[/\\]botocore[/\\]/, 'aws.bedrock'],
];
const MODEL_KINDS: ReadonlySet<string> = new Set(['LLM', 'EMBEDDING', 'RERANK']);

/**
 * Some instrumentations send no span for a call that was rejected. Where the step above failed with an error that was thrown in the
 * client library of a model, and no step below it failed, the call is known from that.
 */
export function lostCalls(steps: readonly CanonicalStep[]): CanonicalStep[] {
  const hasFailedBelow = new Set(steps.flatMap(({ parentId, status }) => (parentId !== null && status === 'error' ? [parentId] : [])));
  return steps.flatMap((step) => {
    if (step.status !== 'error' || MODEL_KINDS.has(step.kind) || hasFailedBelow.has(step.stepId)) return [];
    const provider = CLIENTS.find(([folder]) => folder.test(step.facts.errorDetail ?? ''))?.[1];
    if (provider === undefined) return [];
    const { stepId, endNs, error, facts } = step;
    return [
      plain({
        stepId: `${stepId}/lost-call`,
        parentId: stepId,
        kind: 'LLM',
        name: `Model call (${provider})`,
        startNs: endNs,
        endNs,
        status: 'error',
        error,
        facts: { provider, ...(facts.errorType === undefined ? {} : { errorType: facts.errorType }) },
      }),
    ];
  });
}

function plain(
  step: Omit<CanonicalStep, 'endNs' | 'error' | 'input' | 'output' | 'attributes' | 'events'> & Partial<CanonicalStep>,
): CanonicalStep {
  return { endNs: null, error: null, input: null, output: null, attributes: {}, events: [], ...step };
}
