import { describe, expect, it } from 'vitest';
import { toMessages } from './message-form';

describe('parts without a type', () => {
  it('are read as Gemini writes them', () => {
    const call = { role: 'model', parts: [{ functionCall: { id: 'c1', name: 'lookup', args: { policy: 'P-1' } } }] };
    const result = { role: 'user', parts: [{ functionResponse: { id: 'c1', name: 'lookup', response: { premium: 240 } } }] };
    expect(toMessages([call, result], 'user')?.flatMap(({ parts }) => parts)).toEqual([
      { type: 'tool_call', id: 'c1', name: 'lookup', arguments: { policy: 'P-1' } },
      { type: 'tool_call_response', id: 'c1', response: { premium: 240 } },
    ]);
  });

  it('are kept whole where nobody knows them', () => {
    expect(toMessages([{ role: 'user', content: [{ toolUsage: { name: 'f' } }] }], 'user')).toEqual([
      { role: 'user', parts: [{ toolUsage: { name: 'f' }, type: 'unknown' }] },
    ]);
  });
});
