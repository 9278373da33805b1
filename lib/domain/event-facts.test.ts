import { describe, expect, it } from 'vitest';
import { eventFacts } from './event-facts';
import type { Json } from '@/lib/domain/run/run';

const event = (name: string, attributes: { [key: string]: Json }) => ({ name, timeNs: 1n, attributes, droppedAttributes: 0 });

describe('messages in events', () => {
  it('are read where their text is a list of contents as Bedrock has them', () => {
    const facts = eventFacts([
      event('gen_ai.user.message', { content: '[{"text":"Q"}]' }),
      event('gen_ai.assistant.message', { content: '[{"toolUse":{"toolUseId":"c1","name":"lookup","input":{"policy":"P-1"}}}]' }),
      event('gen_ai.tool.message', {
        content: '[{"toolResult":{"toolUseId":"c1","status":"success","content":[{"json":{"premium":240}}]}}]',
      }),
      event('gen_ai.choice', {
        message: '[{"reasoningContent":{"reasoningText":{"text":"so"}}},{"text":"A"}]',
        finish_reason: 'endTurn',
      }),
    ]);
    expect(facts).toEqual({
      messages: [
        { role: 'user', parts: [{ type: 'text', content: 'Q' }] },
        { role: 'assistant', parts: [{ type: 'tool_call', id: 'c1', name: 'lookup', arguments: { policy: 'P-1' } }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: { premium: 240 } }] },
      ],
      outputMessages: [
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', content: 'so' },
            { type: 'text', content: 'A' },
          ],
          finishReason: 'stop',
        },
      ],
      finishReason: 'stop',
    });
  });

  it.each(['[{"city":"Lisbon"}]', '[1, 2]', '[]', 'plain'])('keep a text that only looks like such a list: %s', (content) => {
    expect(eventFacts([event('gen_ai.user.message', { content })]).messages).toEqual([
      { role: 'user', parts: [{ type: 'text', content }] },
    ]);
  });
});
