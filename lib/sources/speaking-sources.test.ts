import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SOURCES } from './registry';
import { spanOf } from './span-of';
import { speakingSources } from './speaking-sources';

const NAMES = [
  ...['gen_ai.request.model', 'gen_ai.prompt.0.content', 'gen_ai.usage.prompt_tokens', 'llm.request.type', 'mcp.method.name'],
  ...['openinference.span.kind', 'llm.model_name', 'input.value', 'ai.model.id', 'langfuse.trace.name', 'langsmith.span.kind'],
  ...['traceloop.entity.name', 'mlflow.spanType', 'lmnr.span.type', 'mastra.span.type', 'braintrust.parent', 'countersign.route'],
  'genkit:type',
  ...['session.id', 'span.type', 'db.query.text', '__proto__', 'constructor', ''],
];

it('are those that own one of the names or are shown otherwise, in the order of precedence, whatever was asked before', () => {
  const scope = fc.constantFrom('', '@traceloop/instrumentation-openai', 'com.anthropic.claude_code');
  fc.assert(
    fc.property(fc.uniqueArray(fc.oneof(fc.constantFrom(...NAMES), fc.string()), { maxLength: 8 }), scope, (names, scopeName) => {
      const span = spanOf({ attributes: Object.fromEntries(names.map((name) => [name, 'x'])) });
      span.origin.scopeName = scopeName;
      const asked = SOURCES.filter(({ spans }) => spans && (names.some((name) => spans.ownsName?.(name)) || spans.matches?.(span)));
      expect(speakingSources(span, SOURCES).map(({ name }) => name)).toEqual(asked.map(({ name }) => name));
    }),
    { numRuns: 500, seed: 12 },
  );
});

it('finds speakers of every convention that has spans', () => {
  const spoken = new Set(NAMES.flatMap((name) => speakingSources(spanOf({ attributes: { [name]: 'x' } }), SOURCES)));
  const owning = SOURCES.filter(({ spans }) => spans?.ownsName);
  expect(owning.filter((source) => !spoken.has(source)).map(({ name }) => name)).toEqual([]);
});
