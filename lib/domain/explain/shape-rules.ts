// Did the output have the right shape? Schema, validators, limits and guardrails.
import { counted, type ExplainRule, findingRule } from './explain-rule';
import { stepLink } from './rule-links';

const question = 'shape' as const;

export const SHAPE_RULES: readonly ExplainRule[] = [
  {
    id: 'shape.run-broke',
    question,
    title: 'The run broke before its output',
    when: 'There is no output, and a step failed for good.',
    reads: ['output', 'step status', 'step error'],
    verdict: 'no',
    layer: 'model',
    says: 'There is no output: {step} failed ({error}).',
    fix: 'Start with {step}; everything after it is a consequence.',
    fires({ run, brokenSteps: [step] }) {
      if (run.originalOutput !== null || !step) return null;
      const layer = step.kind === 'TOOL' ? ('tool' as const) : step.kind === 'RETRIEVAL' ? ('retrieval' as const) : ('model' as const);
      return { values: { step: step.name, error: (step.error ?? 'no message').replace(/\.$/u, '') }, links: [stepLink(step)], layer };
    },
    examples: { fires: { facts: { output: null }, steps: [{ status: 'error', error: '429' }] }, quiet: { steps: [{ status: 'error' }] } },
  },
  findingRule({
    id: 'shape.no-output',
    question,
    title: 'There is no output',
    when: 'The run ended and gave nothing.',
    codes: ['output_missing'],
    verdict: 'no',
    layer: 'model',
    says: 'There is no output: {detail}',
    fix: 'Open the last model call and read why it ended.',
  }),
  findingRule({
    id: 'shape.cut',
    question,
    title: 'The answer is cut',
    when: 'The answer met a limit of tokens or stops in the middle.',
    codes: ['output_truncated'],
    atLeast: 'medium',
    verdict: 'no',
    layer: 'model',
    says: 'The answer is not complete: {detail}{more}',
    fix: 'Raise the limit of output tokens, or ask for a shorter answer; then let the workflow refuse an answer that ended by its limit.',
  }),
  {
    id: 'shape.schema-passed-by',
    question,
    title: 'The output breaks its schema, and no validator said so',
    when: 'The output does not fit the schema that came with the run, and the run reports no validation error.',
    reads: ['finding schema_invalid', 'validation errors'],
    verdict: 'no',
    layer: 'validation',
    says: 'The output breaks its own schema, and the workflow let it pass: {detail}',
    fix: 'Validate the output against the schema before it is used, and try again when it fails.',
    fires({ found, run }) {
      const [first] = found('schema_invalid');
      if (!first || (run.record.facts.validationErrors?.length ?? 0) > 0) return null;
      return {
        values: { detail: first.detail },
        links: [{ kind: 'finding', code: first.code, claimId: first.claimId, stepId: first.stepId }],
      };
    },
    examples: {
      fires: { findings: [{ code: 'schema_invalid', detail: '/total is not a number.' }] },
      quiet: { findings: [{ code: 'schema_invalid' }], facts: { validationErrors: ['total'] } },
    },
  },
  findingRule({
    id: 'shape.schema-broken',
    question,
    title: 'The output breaks its schema',
    when: 'The output does not fit the schema that came with the run.',
    codes: ['schema_invalid'],
    verdict: 'no',
    layer: 'model',
    says: 'The output breaks its schema: {detail}{more}',
    fix: 'Ask the model for structured output by this schema instead of describing it in the prompt.',
  }),
  findingRule({
    id: 'shape.validation-errors',
    question,
    title: 'It went out with validation errors',
    when: 'The run reports validation errors that no later attempt removed.',
    codes: ['validation_error'],
    atLeast: 'medium',
    verdict: 'no',
    layer: 'validation',
    says: 'Validation failed: {detail}{more}',
    fix: '{fix}',
    linked: (_, { run }) =>
      run.record.facts.fallbackTaken
        ? {
            layer: 'model',
            values: { fix: 'Validation did its work: read what the model got wrong each time, and put that into the prompt.' },
          }
        : { values: { fix: 'Let the workflow stop or fall back when validation fails.' } },
  }),
  findingRule({
    id: 'shape.required-empty',
    question,
    title: 'A required field is empty',
    when: 'A field that the schema requires is there and empty.',
    codes: ['required_field_empty'],
    verdict: 'no',
    layer: 'model',
    says: 'A required field is empty: {detail}{more}',
    fix: 'Look whether the sources hold the value: if they do, the prompt has to ask for it; if not, the schema has to allow “unknown”.',
  }),
  findingRule({
    id: 'shape.guardrail',
    question,
    title: 'A guardrail fired',
    when: 'A guardrail, a content filter or a policy stopped or changed the answer.',
    codes: ['guardrail_fired'],
    verdict: 'partly',
    layer: 'validation',
    says: 'A guardrail fired: {detail}{more}',
    fix: 'Read what it caught: a true hit is a matter of input or prompt, a false one a matter of the guardrail.',
  }),
  findingRule({
    id: 'shape.list',
    question,
    title: 'A list has entries that are not in the sources',
    when: 'A list in the answer has more entries than the sources give.',
    codes: ['list_too_long'],
    verdict: 'partly',
    layer: 'model',
    says: 'A list in it is longer than what it comes from: {detail}{more}',
    fix: 'Ask for the entries with the place of each, so that an entry without a place can be refused.',
  }),
  findingRule({
    id: 'shape.retried',
    question,
    title: 'It passed after a retry',
    when: 'A step or the run was tried again before it passed, or retries ran out.',
    codes: ['retries_exhausted', 'retried', 'validation_error'],
    only: ({ stepId }, { stepById }) => stepId === null || !['TOOL', 'RETRIEVAL'].includes(stepById.get(stepId)?.kind ?? ''),
    verdict: 'partly',
    layer: 'validation',
    says: 'It did not have it at once: {detail}{more}',
    fix: 'Read what the first attempt got wrong; a prompt that says so once is cheaper than a retry each time.',
  }),
  findingRule({
    id: 'shape.schema-unusable',
    question,
    title: 'The schema cannot be used',
    when: 'The schema that came with the run is not one that can be checked.',
    codes: ['schema_unusable'],
    verdict: 'unknown',
    layer: 'validation',
    says: 'The shape could not be checked: {detail}',
    fix: 'Send a JSON Schema that stands alone, without references to other addresses.',
  }),
  {
    id: 'shape.valid',
    question,
    title: 'The output fits its schema',
    when: 'A schema came with the run, the checks ran, and nothing was wrong with the shape.',
    reads: ['output schema', 'findings'],
    verdict: 'yes',
    layer: null,
    says: 'The output fits its schema{version}.',
    fix: null,
    fires({ run, isChecked }) {
      const { outputSchema, schemaVersion } = run.record.facts;
      if (!isChecked || outputSchema === undefined) return null;
      return {
        values: { version: schemaVersion ? ` (version ${schemaVersion})` : '' },
        links: [{ kind: 'boundary', boundary: 'validation' }],
      };
    },
    examples: { fires: { facts: { outputSchema: { type: 'string' } } }, quiet: {} },
  },
  {
    id: 'shape.prose-ended',
    question,
    title: 'Prose that ended by itself',
    when: 'The output is text without a schema, the model says that it ended by itself, and nothing is cut.',
    reads: ['output', 'finish reason', 'findings'],
    verdict: 'yes',
    layer: null,
    says: 'It is text without a schema, {words}, and the model ended it by itself ({reason}).',
    fix: null,
    fires({ run, isChecked }) {
      const { outputSchema, finishReason } = run.record.facts;
      const output = run.originalOutput;
      if (
        !isChecked ||
        outputSchema !== undefined ||
        typeof output !== 'string' ||
        !/^(stop|end_turn|completed?|eos)$/iu.test(finishReason ?? '')
      )
        return null;
      return {
        values: { words: counted([...output].length, 'character'), reason: finishReason ?? '' },
        links: [{ kind: 'boundary', boundary: 'output' }],
      };
    },
    examples: { fires: {}, quiet: { facts: { finishReason: 'length' } } },
  },
  {
    id: 'shape.untold',
    question,
    title: 'Nothing says which shape was asked for',
    when: 'The run has neither a schema nor a finish reason that says that the answer is whole.',
    reads: ['output schema', 'finish reason'],
    verdict: 'unknown',
    layer: null,
    says: 'The trace says neither which shape was asked for nor how the answer ended.',
    fix: 'Send the output schema (and its version), or the finish reason of the model.',
    fires: ({ run }) =>
      run.record.facts.outputSchema === undefined ? { values: {}, links: [], fixLink: { kind: 'connect', fact: 'output_schema' } } : null,
    examples: { fires: { facts: { finishReason: null } }, quiet: { facts: { outputSchema: {} } } },
  },
];
