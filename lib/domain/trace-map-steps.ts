// The boundaries that steps and facts speak about: input to output.
import type { AssembledRun, RunFacts } from '@/lib/domain/run/run';
import { type Boundary, type BoundaryId, preview, type TracedRun } from './trace-boundary';
import { type BoundaryDraft, boundary } from './trace-boundary-status';

/** Input, parse, route, prompt, model, context and output. */
export function stepBoundaries(run: TracedRun): Boundary[] {
  const { facts, passages } = run.record;
  const drafts: [BoundaryId, BoundaryDraft][] = [
    ['input', inputDraft(facts)],
    [
      'parse',
      {
        title: 'Parse',
        summary: facts.parserVersion ?? facts.parsedArtifactRef ?? '',
        input: facts.inputRef ?? null,
        output: facts.parsedArtifactRef ?? null,
        version: facts.parserVersion ?? null,
        isKnown: !!(facts.parserVersion ?? facts.parsedArtifactRef),
        unknown: facts.parserVersion ? [] : ['parser version'],
      },
    ],
    [
      'route',
      {
        title: 'Route',
        summary: facts.route ?? '',
        input: preview(facts.input),
        output: facts.route ? `${facts.route}${facts.routeReason ? ` — ${facts.routeReason}` : ''}` : null,
        version: facts.routePolicyVersion ?? null,
        isKnown: facts.route !== undefined,
        unknown: facts.route && !facts.routePolicyVersion ? ['route policy version'] : [],
      },
    ],
    ['prompt', promptDraft(facts)],
    ['model', modelDraft(run.record)],
    ['context', contextDraft(facts, passages)],
    [
      'output',
      {
        title: 'Output',
        summary: preview(run.originalOutput, 80) ?? 'No output',
        input: facts.modelName ?? null,
        output: preview(run.originalOutput),
        version: facts.schemaVersion ? `schema ${facts.schemaVersion}` : null,
        isKnown: run.originalOutput !== null || facts.outputRef !== undefined || run.revision !== null,
      },
    ],
  ];
  return drafts.map(([id, draft]) => boundary(run, id, draft));
}

function inputDraft({ input, inputRef, startedAt: _ }: RunFacts): BoundaryDraft {
  return {
    title: 'Input',
    summary: preview(input, 80) ?? inputRef ?? 'No input',
    input: inputRef ?? null,
    output: preview(input),
    version: null,
    isKnown: input !== undefined || inputRef !== undefined,
  };
}

function promptDraft({ promptId, promptVersion, renderedPrompt, instructions }: RunFacts): BoundaryDraft {
  const version = [promptId, promptVersion].filter(Boolean).join(' @ ') || null;
  return {
    title: 'Prompt',
    summary: version ?? (renderedPrompt || instructions ? 'Unnamed prompt' : ''),
    input: preview(instructions),
    output: preview(renderedPrompt),
    version,
    isKnown: !!(version ?? renderedPrompt ?? instructions),
    unknown: [...(promptId ? [] : ['prompt id']), ...(promptVersion ? [] : ['prompt version'])],
  };
}

function modelDraft({ facts, steps }: AssembledRun): BoundaryDraft {
  const calls = steps.filter(({ kind }) => kind === 'LLM').length;
  const tokens = facts.usage?.outputTokens === undefined ? '' : `${facts.usage.inputTokens ?? '?'} → ${facts.usage.outputTokens} tokens`;
  return {
    title: 'Model',
    summary: [facts.modelName, calls > 1 ? `${calls} calls` : ''].filter(Boolean).join(', '),
    input: preview(facts.renderedPrompt ?? facts.instructions ?? facts.input),
    output: [tokens, facts.finishReason ? `finished: ${facts.finishReason}` : ''].filter(Boolean).join(', ') || null,
    version: [facts.modelProvider, facts.modelName].filter(Boolean).join(' / ') || null,
    isKnown: facts.modelName !== undefined,
    unknown: facts.modelName ? [] : ['model'],
  };
}

function contextDraft(facts: RunFacts, passages: AssembledRun['passages']): BoundaryDraft {
  const highest = passages.reduce<number | null>((most, { score }) => (score === undefined ? most : Math.max(most ?? score, score)), null);
  const best = highest === null ? '' : `, best score ${highest.toFixed(2)}`;
  const refs = facts.contextRefs?.length ?? 0;
  const isKnown = passages.length > 0 || refs > 0 || facts.context !== undefined;
  const summary =
    passages.length > 0
      ? `${passages.length} ${passages.length === 1 ? 'passage' : 'passages'}${best}`
      : refs > 0
        ? `${refs} document ${refs === 1 ? 'reference' : 'references'}`
        : 'No passage';
  return {
    title: 'Context',
    summary,
    input: preview(facts.input),
    output: passages[0] ? preview(passages[0].content) : null,
    version: null,
    isKnown,
  };
}
