// @openai/agents: its own exporter, pointed elsewhere.
import {
  Agent,
  BatchTraceProcessor,
  OpenAIChatCompletionsModel,
  OpenAITracingExporter,
  Runner,
  setTraceProcessors,
  setTracingDisabled,
} from '@openai/agents';
import OpenAI from 'openai';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model, name } = settings();
const processor = new BatchTraceProcessor(new OpenAITracingExporter({ endpoint: `${door}/v1/traces/ingest`, apiKey: key }));
setTraceProcessors([processor]);
setTracingDisabled(false);
const agent = new Agent({
  name: 'live agents',
  instructions: 'Answer in one sentence.',
  model: new OpenAIChatCompletionsModel(new OpenAI({ apiKey: 'none', baseURL: modelUrl }), model),
});
await new Runner({ workflowName: name, groupId: session }).run(agent, question);
await processor.forceFlush();
await processor.shutdown();
