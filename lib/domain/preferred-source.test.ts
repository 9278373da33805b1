import { describe, expect, it } from 'vitest';
import { preferredSource } from './preferred-source';

describe('the source of a run', () => {
  it.each([
    ['otel', 'otel-genai', 'otel-genai'],
    ['otel-genai', 'traceloop', 'traceloop'],
    ['otel-genai-legacy', 'otel-genai', 'otel-genai'],
    ['openinference', 'langfuse', 'langfuse'],
    ['plain', 'plain', 'plain'],
  ])('of %s and %s is %s, in either order', (a, b, best) => {
    expect([preferredSource(a, b), preferredSource(b, a)]).toEqual([best, best]);
  });
});
