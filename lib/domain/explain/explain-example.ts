// The run behind the examples of the rules: one on which nothing is wrong, and what an example changes of it.
import type { AnchoredClaim, EvidenceState, Finding } from '@/lib/domain/evidence';
import type { AssembledRun, AssembledStep, RetrievedPassage, RunFacts } from '@/lib/domain/run/run';
import type { RunItem, RunReview } from '@/lib/domain/run/run-detail';
import type { DriftSignals, ExplainInput, SiblingGroup } from './explain-facts';

/** Facts are merged over those of the good run (null takes one away), everything else replaces it. */
export interface ExampleChange {
  facts?: { [Field in keyof RunFacts]?: RunFacts[Field] | null };
  passages?: Partial<RetrievedPassage>[];
  used?: number[];
  steps?: Partial<AssembledStep>[];
  claims?: EvidenceState[];
  findings?: Partial<Finding>[];
  items?: Partial<RunItem>[];
  reviews?: Partial<RunReview>[];
  effective?: AssembledRun['facts']['output'];
  outcome?: string;
  unapplied?: number;
  unchecked?: boolean;
  siblings?: SiblingGroup | null;
  drift?: DriftSignals | null;
}

const GOOD: RunFacts = {
  input: 'How long does a refund take?',
  output: 'A refund takes 14 days.',
  modelName: 'm-1',
  promptId: 'refunds',
  promptVersion: '4',
  route: 'refunds',
  finishReason: 'stop',
};

/** The good run with the changes of an example. */
export function exampleInput(change: ExampleChange = {}): ExplainInput {
  const facts = Object.fromEntries(Object.entries({ ...GOOD, ...change.facts }).filter(([, value]) => value !== null)) as RunFacts;
  const passages = (change.passages ?? [{}]).map((passage, at) => ({
    id: `p${at}`,
    content: 'A refund takes 14 days.',
    rank: at + 1,
    ...passage,
  }));
  const output = facts.output ?? null;
  return {
    run: {
      record: { runId: 'R-1', source: 'plain', facts, passages, steps: (change.steps ?? []).map(exampleStep), derived: {} },
      revision: 'sha256:1',
      evaluatedAt: change.unchecked ? null : '2026-11-21T00:00:00.000Z',
      claims: (change.claims ?? ['exact']).map(exampleClaim),
      findings: (change.findings ?? []).map(exampleFinding),
      items: (change.items ?? []).map((item) => ({ ...ITEM, ...item })),
      reviews: (change.reviews ?? []).map((review) => ({ ...REVIEW, ...review })),
      originalOutput: output,
      effectiveOutput: change.effective === undefined ? output : change.effective,
      reviewOutcome: change.outcome ?? null,
      usedPassages: change.used ?? (passages.length > 0 ? [0] : []),
      unapplied: Array.from({ length: change.unapplied ?? 0 }),
    },
    siblings: change.siblings ?? null,
    drift: change.drift ?? null,
  };
}

function exampleStep(step: Partial<AssembledStep>, at: number): AssembledStep {
  return {
    stepId: `s${at}`,
    parentId: null,
    kind: 'LLM',
    name: 'answer',
    startNs: null,
    endNs: null,
    status: 'ok',
    error: null,
    depth: 0,
    mark: null,
    facts: {},
    bodySha256: '',
    ...step,
  };
}

function exampleClaim(state: EvidenceState, ordinal: number): AnchoredClaim {
  return {
    claimId: `c${ordinal}`,
    ordinal,
    kind: 'sentence',
    path: null,
    range: [0, 1],
    text: 'A refund takes 14 days.',
    value: null,
    state,
    anchors: [],
    candidates: [],
    risk: null,
    terms: [],
  };
}

function exampleFinding(finding: Partial<Finding>): Finding {
  return {
    code: 'x',
    severity: 'high',
    claimId: null,
    stepId: null,
    detail: 'x.',
    anchors: [],
    checkId: 'x',
    checkVersion: '1',
    ...finding,
  };
}

const ITEM: RunItem = {
  itemId: 'i1',
  queue: 'default',
  queueTitle: 'Default',
  state: 'waiting',
  reasons: [],
  priority: 0,
  createdAt: '2026-11-21T00:00:00.000Z',
  dueAt: null,
  outcome: null,
  decidedAt: null,
};
const REVIEW: RunReview = {
  eventId: 'e1',
  seq: 1,
  verb: 'submit',
  actorId: 'u1',
  actor: 'Ada',
  at: '2026-11-21T01:00:00.000Z',
  reasonCode: null,
  note: null,
  claimId: null,
  itemId: null,
  decisionId: null,
  revision: null,
  before: null,
  after: null,
  body: null,
  trailIndex: null,
};
