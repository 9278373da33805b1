// Two runs side by side: facts, steps, passages, claims and output aligned, with what changed between them.
import { align } from '@/lib/domain/align-lists';
import type { AnchoredClaim, EvidenceState } from '@/lib/domain/evidence';
import { type JsonChange, jsonChanges } from '@/lib/domain/json-changes';
import type { AssembledRun, AssembledStep, Json, RunFacts } from './run';
import { type TextChange, textChanges } from '@/lib/domain/text-changes';

export type AlignedStatus = 'same' | 'changed' | 'added' | 'removed';

export interface FactDifference {
  field: string;
  status: AlignedStatus;
  left: Json;
  right: Json;
}
export interface StepBrief {
  stepId: string;
  status: string;
  durationMs: number | null;
  modelName: string | null;
  error: string | null;
}
export interface StepDifference {
  kind: string;
  name: string;
  status: AlignedStatus;
  left: StepBrief | null;
  right: StepBrief | null;
  changes: string[];
}
export interface PassageBrief {
  ordinal: number;
  rank: number | null;
  score: number | null;
}
export interface PassageDifference {
  label: string;
  content: string;
  status: AlignedStatus;
  left: PassageBrief | null;
  right: PassageBrief | null;
}
export interface ClaimBrief {
  claimId: string;
  text: string;
  state: EvidenceState;
}
export interface ClaimDifference {
  path: string | null;
  status: AlignedStatus;
  left: ClaimBrief | null;
  right: ClaimBrief | null;
}
export type OutputDifference = { kind: 'text'; changes: TextChange[] } | { kind: 'json'; changes: JsonChange[] };

export interface RunComparison {
  facts: FactDifference[];
  steps: StepDifference[];
  passages: PassageDifference[];
  claims: ClaimDifference[];
  output: OutputDifference;
}

export interface ComparedRun {
  record: AssembledRun;
  claims: readonly AnchoredClaim[];
  output: Json;
}

/** Facts that differ in every two runs or are compared in a part of their own. */
const NOT_COMPARED = new Set<keyof RunFacts>(['startedAt', 'endedAt', 'context', 'output', 'evidence', 'losses']);

/** What explains a difference comes first; what differs between any two runs last. */
const TELLING: readonly (keyof RunFacts)[] = [
  'promptId',
  'promptVersion',
  'modelProvider',
  'modelName',
  'systemFingerprint',
  'route',
  'routePolicyVersion',
  'parserVersion',
  'schemaVersion',
  'release',
  'instructions',
  'temperature',
  'maxTokens',
  'input',
  'fallbackTaken',
  'validationErrors',
  'retries',
  'finishReason',
];
const ALWAYS_DIFFERENT: readonly (keyof RunFacts)[] = [
  'sessionId',
  'userId',
  'latencyMs',
  'usage',
  'costUsd',
  'metadata',
  'renderedPrompt',
];

/** What is left `removed`, what is right `added`; both keep their order. */
export function compareRuns(left: ComparedRun, right: ComparedRun): RunComparison {
  return {
    facts: factDifferences(left.record.facts, right.record.facts),
    steps: stepDifferences(left.record.steps, right.record.steps),
    passages: passageDifferences(left.record.passages, right.record.passages),
    claims: claimDifferences(left.claims, right.claims),
    output: outputDifference(left.output, right.output),
  };
}

function factDifferences(left: RunFacts, right: RunFacts): FactDifference[] {
  const place = (field: keyof RunFacts) =>
    TELLING.includes(field) ? TELLING.indexOf(field) : ALWAYS_DIFFERENT.includes(field) ? 1000 : 500;
  const fields = ([...new Set([...Object.keys(left), ...Object.keys(right)])] as (keyof RunFacts)[]).sort((a, b) => place(a) - place(b));
  const rows = fields
    .filter((field) => !NOT_COMPARED.has(field))
    .map((field): FactDifference => {
      const [before, after] = [(left[field] ?? null) as Json, (right[field] ?? null) as Json];
      const status = before === null ? 'added' : after === null ? 'removed' : isEqual(before, after) ? 'same' : 'changed';
      return { field, status, left: before, right: after };
    });
  return [...rows.filter(({ status }) => status !== 'same'), ...rows.filter(({ status }) => status === 'same')].filter(
    (row) => row.left !== null || row.right !== null,
  );
}

function stepDifferences(left: readonly AssembledStep[], right: readonly AssembledStep[]): StepDifference[] {
  return align(left, right, ({ kind, name }) => `${kind} ${name}`).map(([before, after]) => {
    const { kind, name } = (after ?? before) as AssembledStep;
    const changes = before && after ? stepChanges(before, after) : [];
    return {
      kind,
      name,
      status: statusOf(before, after, changes.length > 0),
      left: before ? stepBrief(before) : null,
      right: after ? stepBrief(after) : null,
      changes,
    };
  });
}

function stepChanges(before: AssembledStep, after: AssembledStep): string[] {
  const changes = (['status', 'error', 'depth'] as const).filter((field) => before[field] !== after[field]) as string[];
  const fields = (['modelName', 'promptVersion', 'finishReason', 'parameters', 'toolName'] as const).filter(
    (field) => !isEqual((before.facts[field] ?? null) as Json, (after.facts[field] ?? null) as Json),
  );
  return [...changes, ...fields, ...(before.bodySha256 === after.bodySha256 ? [] : ['body'])];
}

function stepBrief({ stepId, status, startNs, endNs, error, facts }: AssembledStep): StepBrief {
  return {
    stepId,
    status,
    error,
    modelName: facts.modelName ?? null,
    durationMs: startNs === null || endNs === null ? null : Number(BigInt(endNs) - BigInt(startNs)) / 1e6,
  };
}

type Passage = AssembledRun['passages'][number];

/** A passage is the same when its text is: ids and ranks change between two searches of one text. */
function passageDifferences(left: readonly Passage[], right: readonly Passage[]): PassageDifference[] {
  const brief = (passage: Passage, all: readonly Passage[]): PassageBrief => ({
    ordinal: all.indexOf(passage),
    rank: passage.rank ?? null,
    score: passage.score ?? null,
  });
  return align(left, right, ({ content }) => content).map(([before, after]) => {
    const { documentId, page, id, content } = (after ?? before) as Passage;
    return {
      label: documentId ? `${documentId}${page ? `, page ${page}` : ''}` : id,
      content,
      status: statusOf(before, after, before?.rank !== after?.rank),
      left: before ? brief(before, left) : null,
      right: after ? brief(after, right) : null,
    };
  });
}

function claimDifferences(left: readonly AnchoredClaim[], right: readonly AnchoredClaim[]): ClaimDifference[] {
  const brief = ({ claimId, text, state }: AnchoredClaim): ClaimBrief => ({ claimId, text, state });
  return align(left, right, ({ path, text }) => path ?? text.trim().toLowerCase()).map(([before, after]) => ({
    path: (after ?? before)?.path ?? null,
    status: statusOf(before, after, before?.text !== after?.text || before?.state !== after?.state),
    left: before ? brief(before) : null,
    right: after ? brief(after) : null,
  }));
}

function outputDifference(left: Json, right: Json): OutputDifference {
  if (typeof left === 'string' && typeof right === 'string') return { kind: 'text', changes: textChanges(left, right) };
  return { kind: 'json', changes: jsonChanges(left, right) };
}

function statusOf(before: unknown, after: unknown, isChanged: boolean): AlignedStatus {
  if (before === null) return 'added';
  if (after === null) return 'removed';
  return isChanged ? 'changed' : 'same';
}

function isEqual(left: Json, right: Json): boolean {
  return jsonChanges(left, right).length === 0;
}
