// What a good review of a run rests on, whether the run has it, and how to add what is missing.
import { documentsOf } from '@/lib/domain/run/run-documents';
import type { AssembledRun } from '@/lib/domain/run/run';

export interface RunNeed {
  id: string;
  label: string;
  isThere: boolean;
  /** What a reviewer or a PM cannot do without it. */
  why: string;
  /** Attribute of any span of the run that says it, and field of a run record; null where it has to come from the tracer. */
  attribute: string | null;
  field: string | null;
}

interface Need extends Omit<RunNeed, 'isThere'> {
  isThere: (run: AssembledRun) => boolean;
}

const isSet = (value: unknown): boolean => value !== undefined && value !== null && value !== '';
const fact = (name: keyof AssembledRun['facts']) => (run: AssembledRun) => isSet(run.facts[name]);

const NEEDS: readonly Need[] = [
  {
    id: 'input',
    label: 'Input',
    isThere: fact('input'),
    why: 'Without the question nobody can tell whether the answer fits it.',
    attribute: 'countersign.input',
    field: 'input',
  },
  {
    id: 'output',
    label: 'Output',
    isThere: fact('output'),
    why: 'Claims are cut from the output. Many instrumentations leave content out until it is asked for.',
    attribute: 'countersign.output',
    field: 'output',
  },
  {
    id: 'passages',
    label: 'Retrieved passages',
    isThere: ({ passages }) => passages.length > 0,
    why: 'Claims are checked against what the model was given. Record retrieval as a step with its documents, rank and score.',
    attribute: 'countersign.context',
    field: 'context',
  },
  {
    id: 'documents',
    label: 'References to documents',
    isThere: (run) => documentsOf(run).length > 0,
    why: 'With a document ID on each passage the reviewer sees the page, not only the excerpt. Upload documents to /api/v1/documents.',
    attribute: 'countersign.context_refs',
    field: 'context_refs',
  },
  {
    id: 'model',
    label: 'Model',
    isThere: fact('modelName'),
    why: 'Failures are grouped and compared by model.',
    attribute: 'countersign.model_name',
    field: 'model_name',
  },
  {
    id: 'prompt',
    label: 'Prompt ID and version',
    isThere: ({ facts }) => isSet(facts.promptId) && isSet(facts.promptVersion),
    why: 'Tells which prompt made the output, and finds the same question under the version before.',
    attribute: 'countersign.prompt_id, countersign.prompt_version',
    field: 'prompt_id, prompt_version',
  },
  {
    id: 'route',
    label: 'Route',
    isThere: fact('route'),
    why: 'Rules, queues and expected results of eval cases go by route.',
    attribute: 'countersign.route',
    field: 'route',
  },
  {
    id: 'session',
    label: 'Session',
    isThere: fact('sessionId'),
    why: 'Puts the runs of one conversation in order, and finds them from a ticket.',
    attribute: 'session.id',
    field: 'session_id',
  },
  {
    id: 'release',
    label: 'Environment and release',
    isThere: ({ facts }) => isSet(facts.environment) && isSet(facts.release),
    why: 'Keeps experiments out of the queues, and shows what a release changed.',
    attribute: 'deployment.environment.name, service.version',
    field: 'environment, release',
  },
];

/** Every need of one run, those that are missing first. */
export function runNeeds(run: AssembledRun): RunNeed[] {
  const needs = NEEDS.map((need) => ({ ...need, isThere: need.isThere(run) }));
  return [...needs.filter(({ isThere }) => !isThere), ...needs.filter(({ isThere }) => isThere)];
}
