// @langfuse/otel 5 with the spans of @langfuse/tracing.
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { propagateAttributes, startActiveObservation } from '@langfuse/tracing';
import { NodeSDK } from '@opentelemetry/sdk-node';
import { ask, settings } from '../one-call.mjs';

const { door, key, question, session, name } = settings();
const processor = new LangfuseSpanProcessor({ publicKey: 'pk-live', secretKey: key, baseUrl: door });
const sdk = new NodeSDK({ spanProcessors: [processor] });
sdk.start();
await startActiveObservation(name, (chain) =>
  propagateAttributes({ sessionId: session }, async () => {
    chain.update({ input: { question } });
    await startActiveObservation(
      'answer',
      async (generation) => {
        const { answer, model, usage } = await ask(question);
        generation.update({
          model,
          input: [{ role: 'user', content: question }],
          output: { role: 'assistant', content: answer },
          usageDetails: { input: usage.prompt_tokens, output: usage.completion_tokens, total: usage.total_tokens },
        });
        chain.update({ output: answer });
      },
      { asType: 'generation' },
    );
  }),
);
await processor.forceFlush();
await sdk.shutdown();
