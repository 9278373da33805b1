// A run in which nothing is wrong, with a step of each kind and every version known: tests of checks change one thing of it.
import type { CanonicalStep, RunFacts } from '@/lib/domain/run/run';
import { type Check, toFinding } from './check';
import { type EvidenceExample, exampleEvaluation } from './evidence-example';

type ExampleStep = Partial<CanonicalStep> & Pick<CanonicalStep, 'kind'>;

export interface ExampleChanges {
  /** Facts stated besides; null takes one away. */
  facts?: { [field in keyof RunFacts]: RunFacts[field] | null };
  /** Changes to steps by their id: chain, route, search, lookup, answer, shape, guard. */
  steps?: { [stepId: string]: Partial<CanonicalStep> };
  without?: readonly string[];
  /** Steps after the last one, children of the chain unless they say otherwise. */
  more?: readonly ExampleStep[];
}

const POLICY = 'Orders may be returned within 30 days of delivery. Refunds are paid to the original payment method within 14 days.';
const QUESTION = 'Within how many days may order 4711 be returned?';
const ANSWER = 'Orders may be returned within 30 days of delivery.';
const PASSAGE = { id: 'p1', content: POLICY, rank: 1, score: 0.83 };
const ORDER = { order: '4711', status: 'delivered' };

const FACTS: RunFacts = {
  name: 'policy-answer',
  environment: 'production',
  input: QUESTION,
  output: ANSWER,
  route: 'returns',
  routeReason: 'asks about a return',
  routePolicyVersion: '4',
  promptId: 'policy-answer',
  promptVersion: '12',
  modelName: 'rules-1',
  modelProvider: 'example',
  finishReason: 'stop',
  context: [PASSAGE],
};

const STEPS: readonly ExampleStep[] = [
  { stepId: 'chain', kind: 'CHAIN', name: 'policy-answer', input: QUESTION, output: ANSWER },
  { stepId: 'route', kind: 'ROUTE', name: 'route', input: QUESTION, output: { route: 'returns' } },
  {
    stepId: 'search',
    kind: 'RETRIEVAL',
    name: 'search policies',
    input: QUESTION,
    output: [{ id: 'p1', content: POLICY }],
    facts: { passages: [PASSAGE] },
  },
  {
    stepId: 'lookup',
    kind: 'TOOL',
    name: 'get_order',
    input: { order: '4711' },
    output: ORDER,
    facts: { toolName: 'get_order', toolCallId: 'call-1' },
  },
  { stepId: 'answer', kind: 'LLM', name: 'answer', input: QUESTION, output: ANSWER, facts: { modelName: 'rules-1', finishReason: 'stop' } },
  { stepId: 'shape', kind: 'VALIDATION', name: 'shape', input: ANSWER, output: { passed: true, errors: [] } },
  { stepId: 'guard', kind: 'GUARDRAIL', name: 'personal data', input: ANSWER, output: { outcome: 'pass' } },
];

export function exampleRun({ facts = {}, steps = {}, without = [], more = [] }: ExampleChanges = {}): EvidenceExample {
  const stated = Object.entries({ ...FACTS, ...facts }).filter(([, value]) => value !== null);
  const kept = STEPS.filter(({ stepId }) => !without.includes(stepId ?? '')).map((step) => ({ ...step, ...steps[step.stepId ?? ''] }));
  return {
    facts: Object.fromEntries(stated) as RunFacts,
    steps: [...kept, ...more].map((step) =>
      step.stepId === 'chain' || step.parentId !== undefined ? step : { ...step, parentId: 'chain' },
    ),
  };
}

/** What a check of the workflow says of the changed run: `severity code: detail` of each. Such checks read no claims. */
export function saidOfRun(check: Check, changes: ExampleChanges = {}): string[] {
  const said = check.run({ ...exampleEvaluation(exampleRun(changes)), readings: [] });
  return said.map((one) => toFinding(check, one)).map(({ severity, code, detail }) => `${severity} ${code}: ${detail}`);
}
