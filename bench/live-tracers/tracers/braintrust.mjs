// braintrust with its wrapper of openai.
import { flush, initLogger, traced, wrapOpenAI } from 'braintrust';
import OpenAI from 'openai';
import { askTraced, settings } from '../one-call.mjs';

const { door, key, question, session, modelUrl, name } = settings();
initLogger({ projectName: 'live', appUrl: door, apiKey: key, asyncFlush: true });
const openai = wrapOpenAI(new OpenAI({ apiKey: 'none', baseURL: modelUrl }));
await traced(
  async (span) => {
    span.log({ input: question, metadata: { session_id: session } });
    span.log({ output: await askTraced(openai, tool) });
  },
  { name },
);
await flush();

function tool(toolName, args, work) {
  return traced(
    async (span) => {
      span.log({ input: args });
      const output = await work(args);
      span.log({ output });
      return output;
    },
    { name: toolName, type: 'tool' },
  );
}
