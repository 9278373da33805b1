import { describe, expect, it } from 'vitest';
import type { Json } from '@/lib/domain/run/run';
import { SOURCES } from './registry';
import { runsFromSpans } from './runs-from-spans';
import { spanOf } from './span-of';

const promptOf = (attributes: { [key: string]: Json }) => {
  const { promptId, promptVersion } = runsFromSpans([spanOf({ attributes })], SOURCES)[0]?.steps[0]?.facts ?? {};
  return [promptId, promptVersion];
};
const hub = { lc_hub_owner: 'acme', lc_hub_repo: 'answers', lc_hub_commit_hash: 'abc' };

describe('a prompt that only metadata names', () => {
  it.each<[string, { [key: string]: Json }, (string | undefined)[]]>([
    ['in the hub, through OpenInference', { 'openinference.span.kind': 'LLM', metadata: JSON.stringify(hub) }, ['acme/answers', 'abc']],
    ["in one's own hub", { 'openinference.span.kind': 'LLM', metadata: JSON.stringify({ ...hub, lc_hub_owner: '-' }) }, ['answers', 'abc']],
    [
      'in the hub, through Langfuse',
      Object.fromEntries([
        ['langfuse.observation.type', 'generation'],
        ...Object.entries(hub).map(([key, value]) => [`langfuse.observation.metadata.${key}`, value]),
      ]) as { [key: string]: Json },
      ['acme/answers', 'abc'],
    ],
    [
      'of Langfuse, in telemetry of the AI SDK',
      { 'ai.operationId': 'ai.generateText.doGenerate', 'ai.telemetry.metadata.langfusePrompt': '{"name":"greet","version":3}' },
      ['greet', '3'],
    ],
    ['nowhere', { 'openinference.span.kind': 'LLM', metadata: '{"a":1}' }, [undefined, undefined]],
    [
      'but the observation names another',
      {
        'langfuse.observation.type': 'generation',
        'langfuse.observation.prompt.name': 'own',
        'langfuse.observation.prompt.version': 2,
        'langfuse.observation.metadata.lc_hub_repo': 'answers',
      },
      ['own', '2'],
    ],
  ])('%s', (_where, attributes, expected) => {
    expect(promptOf(attributes)).toEqual(expected);
  });
});
