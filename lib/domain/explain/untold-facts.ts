// What the trace of a run does not tell, which question that leaves open, and how it is sent.
import type { RunFacts } from '@/lib/domain/run/run';
import type { ExplainFacts } from './explain-facts';
import type { QuestionId, UntoldFact } from './explanation';

interface Wanted {
  field: string;
  title: string;
  questions: QuestionId[];
  why: string;
  isTold(facts: ExplainFacts): boolean;
}

const has =
  (...fields: (keyof RunFacts)[]) =>
  ({ run }: ExplainFacts) =>
    fields.some((field) => run.record.facts[field] !== undefined);

const WANTED: readonly Wanted[] = [
  {
    field: 'context',
    title: 'Passages that the model was given',
    questions: ['source', 'support'],
    why: 'Without them nothing can be held against the answer.',
    isTold: ({ run }) =>
      run.record.passages.length > 0 || (run.record.facts.contextRefs?.length ?? 0) > 0 || run.record.facts.context !== undefined,
  },
  {
    field: 'parser_version',
    title: 'Parser and its version',
    questions: ['source'],
    why: 'A document that was read wrongly looks like a wrong answer.',
    isTold: ({ run }) => run.record.facts.parserVersion !== undefined || run.record.steps.some(({ kind }) => kind === 'PARSE'),
  },
  {
    field: 'route',
    title: 'Route',
    questions: ['route'],
    why: 'Which way the workflow took cannot be judged when it is not named.',
    isTold: ({ run }) => run.record.facts.route !== undefined || run.record.steps.some(({ kind }) => kind === 'ROUTE'),
  },
  {
    field: 'route_reason',
    title: 'Reason of the route',
    questions: ['route'],
    why: 'A route without its reason can only be compared, not understood.',
    isTold: (facts) => facts.run.record.facts.route === undefined || has('routeReason')(facts),
  },
  {
    field: 'prompt_version',
    title: 'Prompt and its version',
    questions: ['support', 'drift'],
    why: 'Runs under two versions of a prompt cannot be told apart.',
    isTold: has('promptVersion'),
  },
  {
    field: 'model_name',
    title: 'Model',
    questions: ['support', 'drift'],
    why: 'A change of the model is the commonest cause of a change of behaviour.',
    isTold: has('modelName'),
  },
  {
    field: 'output_schema',
    title: 'Schema of the output',
    questions: ['shape'],
    why: 'Only with it can a structured output be checked for its shape.',
    isTold: (facts) => typeof facts.run.originalOutput === 'string' || has('outputSchema')(facts),
  },
  {
    field: 'finish_reason',
    title: 'Finish reason of the model',
    questions: ['shape'],
    why: 'It tells an answer that ended from one that met a limit.',
    isTold: has('finishReason'),
  },
  {
    field: 'system_fingerprint',
    title: 'Fingerprint of the model',
    questions: ['drift'],
    why: 'Providers change models under one name; only the fingerprint says so.',
    isTold: (facts) =>
      has('systemFingerprint')(facts) || facts.run.record.steps.some(({ facts: step }) => step.systemFingerprint !== undefined),
  },
  {
    field: 'steps',
    title: 'Steps',
    questions: ['source', 'route', 'support'],
    why: 'Without steps nobody can say where a wrong value came in.',
    isTold: ({ run }) => run.record.steps.length > 0,
  },
];

export function untoldFacts(facts: ExplainFacts): UntoldFact[] {
  return WANTED.filter(({ isTold }) => !isTold(facts)).map(({ field, title, questions, why }) => ({
    fact: field,
    title,
    questions: [...questions],
    field,
    attribute: field === 'steps' ? null : `countersign.${field}`,
    why,
  }));
}
