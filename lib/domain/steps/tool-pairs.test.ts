import { describe, expect, it } from 'vitest';
import type { Message } from '@/lib/domain/run/run';
import { toolPairs } from './tool-pairs';

const call = (name: string, id?: string): Message => ({
  role: 'assistant',
  parts: [{ type: 'tool_call', name, ...(id ? { id } : {}), arguments: { of: name } }],
});
const answer = (response: string, id?: string): Message => ({
  role: 'tool',
  parts: [{ type: 'tool_call_response', response, ...(id ? { id } : {}) }],
});
const shown = (messages: Message[]) => toolPairs(messages).map(({ name, result }) => `${name}=${String(result)}`);

describe('toolPairs', () => {
  it('ties calls and results by their ids, whatever their order', () => {
    expect(shown([call('a', '1'), call('b', '2'), answer('B', '2'), answer('A', '1')])).toEqual(['a=A', 'b=B']);
  });

  it('keeps calls without a result, results without a call, and ties those without ids in order', () => {
    expect(shown([call('a'), answer('A'), call('b'), answer('B'), call('c', '9'), answer('lost', '7')])).toEqual([
      'a=A',
      'b=B',
      'c=undefined',
      'null=lost',
    ]);
  });
});
