// LangGraph with the environment of LangSmith and nothing else.
import { toolWork } from '../openai-cases.mjs';
import { settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, model, name, caseName } = settings();
Object.assign(process.env, {
  LANGSMITH_TRACING: 'true',
  LANGSMITH_ENDPOINT: door,
  LANGSMITH_API_KEY: key,
  LANGCHAIN_CALLBACKS_BACKGROUND: 'false',
});
const { createAgent, tool } = await import('langchain');
const { ChatOpenAI } = await import('@langchain/openai');
const { z } = await import('zod');
const { awaitAllCallbacks } = await import('@langchain/core/callbacks/promises');

const llm = new ChatOpenAI({ model, apiKey: 'none', configuration: { baseURL: modelUrl } });
const tools = ['premium_of', 'excess_of'].map((toolName) =>
  tool(toolWork(toolName), { name: toolName, description: toolName, schema: z.object({ policy: z.string() }) }),
);
const agent = createAgent({ model: llm, tools: caseName === 'tools' ? tools : [], name: 'live' });
const input = { messages: [{ role: 'user', content: question }] };
const config = { runName: name, metadata: { session_id: session } };
if (caseName === 'stream') for await (const _part of await agent.stream(input, { ...config, streamMode: 'messages' }));
else await agent.invoke(input, config);
await awaitAllCallbacks();
