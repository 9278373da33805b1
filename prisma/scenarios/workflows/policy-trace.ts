// What the policy service puts on its steps, and what its predecessor left out.
import type { Json } from '@/lib/domain/run/run';
import type { RunRecord } from '@/lib/domain/run/run-record';
import type { PolicyCase } from './policy-case';
import { type ModelAnswer, RULE_MODEL } from './rule-model';

export function modelAttributes(
  { text, inputTokens, outputTokens, finishReason }: ModelAnswer,
  { modelVersion, maxTokens = 120 }: PolicyCase,
  instructions: string,
  rendered: string,
): { [key: string]: Json } {
  const part = (content: string) => [{ type: 'text', content }];
  return {
    'gen_ai.operation.name': 'chat',
    'gen_ai.provider.name': RULE_MODEL.provider,
    'gen_ai.request.model': RULE_MODEL.name,
    'gen_ai.response.model': RULE_MODEL.name,
    'gen_ai.request.temperature': 0,
    'gen_ai.request.max_tokens': maxTokens,
    'gen_ai.usage.input_tokens': inputTokens,
    'gen_ai.usage.output_tokens': outputTokens,
    'gen_ai.response.finish_reasons': [finishReason],
    'countersign.model.rules': modelVersion,
    'gen_ai.input.messages': JSON.stringify([
      { role: 'system', parts: part(instructions) },
      { role: 'user', parts: part(rendered) },
    ]),
    'gen_ai.output.messages': JSON.stringify([{ role: 'assistant', parts: part(text), finish_reason: finishReason }]),
  };
}

export function withoutVersions({
  prompt_id: _p,
  prompt_version: _v,
  model_provider: _m,
  model_name: _n,
  system_fingerprint: _s,
  route: _r,
  route_reason: _e,
  route_policy_version: _o,
  parser_version: _a,
  instructions: _i,
  rendered_prompt: _d,
  ...rest
}: RunRecord): RunRecord {
  return {
    ...rest,
    steps: rest.steps?.map((step) =>
      step.kind === 'LLM' || step.kind === 'ROUTE' || step.kind === 'PROMPT'
        ? { ...step, kind: 'CHAIN', attributes: {}, ...(step.kind === 'ROUTE' ? { output: null } : {}) }
        : step,
    ),
  };
}
