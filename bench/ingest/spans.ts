// Spans as a traced question-answering service sends them, for the ingest benchmark.
import { randomBytes } from 'node:crypto';
import type { SpanToEncode } from '@/lib/ingest/encode-otlp';

const SPANS_PER_TRACE = 10;

/** Spans in traces of ten, children before their root's end, all under new ids. */
export function benchSpans(count: number): SpanToEncode[] {
  let traceId = '';
  let rootId = '';
  return Array.from({ length: count }, (_, index) => {
    const spanId = randomBytes(8).toString('hex');
    const isRoot = index % SPANS_PER_TRACE === 0;
    if (isRoot) [traceId, rootId] = [randomBytes(16).toString('hex'), spanId];
    const startNs = 1_795_233_397_288_000_000n + BigInt(index) * 1000n;
    return {
      traceId,
      spanId,
      ...(isRoot ? {} : { parentSpanId: rootId }),
      name: isRoot ? 'answer-question' : 'chat small-model',
      startNs,
      endNs: startNs + 900_000n,
      attributes: attributesOf(index, isRoot),
    };
  });
}

/** About 1.5 KB: a question with a clause of context and its answer. */
function attributesOf(index: number, isRoot: boolean): NonNullable<SpanToEncode['attributes']> {
  const clause = `Section ${index}.5 Storm. We cover damage to the main building and outbuildings caused by storm. `.repeat(6);
  const messages = JSON.stringify([
    { role: 'user', parts: [{ type: 'text', content: `${clause}\nIs storm damage to fence ${index} covered?` }] },
  ]);
  const answer = JSON.stringify([
    {
      role: 'assistant',
      finish_reason: 'stop',
      parts: [{ type: 'text', content: `Only if the main building is damaged as well, see ${index}.5.` }],
    },
  ]);
  return {
    'gen_ai.operation.name': isRoot ? 'invoke_workflow' : 'chat',
    'gen_ai.provider.name': 'openai',
    'gen_ai.request.model': 'small-model',
    'gen_ai.response.model': 'small-model-2026',
    'gen_ai.request.temperature': 0,
    'gen_ai.usage.input_tokens': 402,
    'gen_ai.usage.output_tokens': 77,
    'gen_ai.input.messages': messages,
    'gen_ai.output.messages': answer,
    'session.id': 'session-7',
    'server.address': '127.0.0.1',
    'server.port': 8089,
  };
}
