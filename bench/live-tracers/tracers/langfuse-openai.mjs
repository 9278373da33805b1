// @langfuse/openai around the client of openai.
import { observeOpenAI } from '@langfuse/openai';
import { LangfuseSpanProcessor } from '@langfuse/otel';
import { propagateAttributes, startActiveObservation } from '@langfuse/tracing';
import { NodeSDK } from '@opentelemetry/sdk-node';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
const processor = new LangfuseSpanProcessor({ publicKey: 'pk-live', secretKey: key, baseUrl: door });
const sdk = new NodeSDK({ spanProcessors: [processor] });
sdk.start();
const openai = observeOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }));
await startActiveObservation(name, (chain) =>
  propagateAttributes({ sessionId: session }, async () => {
    chain.update({ input: question });
    chain.update({ output: await askTraced(openai, tool) });
  }),
);
await processor.forceFlush();
await sdk.shutdown();

function tool(toolName, args, work) {
  const observe = async (observation) => {
    observation.update({ input: args });
    try {
      const output = await work(args);
      observation.update({ output });
      return output;
    } catch (error) {
      observation.update({ level: 'ERROR', statusMessage: error.message });
      throw error;
    }
  };
  return startActiveObservation(toolName, observe, { asType: 'tool' });
}
